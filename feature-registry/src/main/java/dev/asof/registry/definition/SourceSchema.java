package dev.asof.registry.definition;

import dev.asof.registry.compute.schema.DataType;
import java.util.List;
import java.util.Optional;

/** The columns that the files of a source have. */
public record SourceSchema(List<FileColumn> columns) {

    public SourceSchema {
        columns = List.copyOf(columns);
    }

    /** The column of this name. */
    public Optional<FileColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * A column of files.
     *
     * @param type its type, empty if it is none that Asof reads
     * @param fileType its type in the files' own terms, for messages
     * @param nullable whether the files allow null
     */
    public record FileColumn(String name, Optional<DataType> type, String fileType, boolean nullable) {}
}
