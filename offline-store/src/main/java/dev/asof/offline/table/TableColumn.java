package dev.asof.offline.table;

import dev.asof.registry.compute.schema.DataType;
import java.util.Optional;

/**
 * A column of a file: one at its top, or a field of a struct by its path.
 *
 * @param type its type, empty if it is none that is read
 * @param description what it is, to follow "it is", such as {@code int64} or {@code a nested column}
 * @param nullable whether the file allows null
 */
public record TableColumn(String name, Optional<DataType> type, String description, boolean nullable) {}
