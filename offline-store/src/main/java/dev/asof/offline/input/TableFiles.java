package dev.asof.offline.input;

import dev.asof.offline.arrow.ArrowFile;
import dev.asof.offline.csv.CsvFile;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.SourceLocation;
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
        TableFile file = open(path, location.format());
        return location.partitions().isEmpty()
                ? file
                : new PartitionedFile(file, Partition.of(path.toAbsolutePath(), location.partitions()));
    }

    /** The hash that identifies the rows of a file: of its content, and of what the names of its folders say. */
    public static String contentHash(TableFile file) {
        String content = ContentHash.ofFile(file.path());
        return file instanceof PartitionedFile partitioned
                ? ContentHash.ofBytes((content + partitioned.partition().identity()).getBytes(StandardCharsets.UTF_8))
                : content;
    }
}
