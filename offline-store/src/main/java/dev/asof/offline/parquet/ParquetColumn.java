package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.registry.compute.schema.DataType;
import java.util.Optional;
import org.apache.parquet.schema.Type;

/**
 * A top-level column of a file.
 *
 * @param type its type, empty if it is none that is read
 * @param description what it is, to follow "it is", such as {@code int64} or {@code a nested column}
 * @param nullable whether the file allows null
 */
public record ParquetColumn(String name, Optional<DataType> type, String description, boolean nullable) {

    static ParquetColumn of(Type column) {
        boolean nullable = !column.isRepetition(Type.Repetition.REQUIRED);
        return switch (ColumnFormat.of(column)) {
            case ColumnFormat.Readable format ->
                new ParquetColumn(
                        column.getName(),
                        Optional.of(format.type()),
                        format.type().displayName(),
                        nullable);
            case ColumnFormat.Unsupported format ->
                new ParquetColumn(column.getName(), Optional.empty(), format.description(), nullable);
        };
    }
}
