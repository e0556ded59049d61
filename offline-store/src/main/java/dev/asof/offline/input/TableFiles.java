package dev.asof.offline.input;

import dev.asof.offline.arrow.ArrowFile;
import dev.asof.offline.csv.CsvFile;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.ContentHash;
import dev.asof.registry.repository.TableFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens files with rows and columns, however they hold them. */
public final class TableFiles {
    private TableFiles() {}

    /** Reads the shape of a file. */
    public static TableFile open(Path path, TableFormat format) {
        return switch (format) {
            case PARQUET -> ParquetFile.open(path);
            case ARROW -> ArrowFile.open(path);
            case CSV -> CsvFile.open(path);
        };
    }

    /** Reads the shape of a file of a source, with the columns that the names of its folders give it. */
    public static TableFile open(Path path, SourceLocation location) {
        TableFile file = opened(path, location.format());
        return location.partitions().isEmpty()
                ? file
                : new PartitionedFile(file, Partition.of(path.toAbsolutePath(), location.partitions()));
    }

    private static TableFile opened(Path path, TableFormat format) {
        try {
            return open(path, format);
        } catch (AsofException e) {
            throw TableFormat.find(path)
                    .filter(other -> other != format && e.code() == ErrorCode.INVALID_INPUT_FILE)
                    .map(other -> new AsofException(
                            e.code(),
                            e.getMessage() + " Or is it " + other.text() + ", as its name says? Then say 'format: "
                                    + other.text() + "' in the source.",
                            e))
                    .orElse(e);
        }
    }

    /** The hash that identifies the rows of a file: of its content, and of what the names of its folders say. */
    public static String contentHash(TableFile file) {
        String content = ContentHash.ofFile(file.path());
        return file instanceof PartitionedFile partitioned
                ? ContentHash.ofBytes((content + partitioned.partition().identity()).getBytes(StandardCharsets.UTF_8))
                : content;
    }
}
