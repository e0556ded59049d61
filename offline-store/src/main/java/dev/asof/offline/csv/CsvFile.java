package dev.asof.offline.csv;

import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableFile;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A local CSV file, as {@link CsvRecords} reads it. Every column is text; a contract gives it its type. What its parts are
 * is found, and all of it read, when that is first asked for. Thread-safe.
 */
public final class CsvFile implements TableFile {
    /** A part has as many bytes at least, unless it is the last. */
    private static final long PART_BYTES = 8L << 20;

    private final Path path;
    private final List<String> names;
    private final long partBytes;
    private @Nullable List<Part> parts;

    private CsvFile(Path path, List<String> names, long partBytes) {
        this.path = path;
        this.names = names;
        this.partBytes = partBytes;
    }

    /** Records that follow each other: where the first begins, in which line, and how many they are. */
    private record Part(long position, long line, long rows) {}

    /** Reads the names of a file's columns. */
    public static CsvFile open(Path path) {
        return open(path, PART_BYTES);
    }

    /** @param partBytes the least size of parts but the last */
    static CsvFile open(Path path, long partBytes) {
        try (CsvRecords records = new CsvRecords(Files.newInputStream(path), path.toString())) {
            return new CsvFile(path, records.columns(), partBytes);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** A failure to read a file, with what to do about it. */
    public static AsofException unreadable(Path path, IOException cause) {
        return cause instanceof NoSuchFileException
                ? new AsofException(
                        ErrorCode.UNKNOWN_NAME,
                        "Cannot read " + path + ": there is no such file. Check the path.",
                        cause)
                : new AsofException(
                        ErrorCode.IO_FAILED,
                        "Cannot read " + path + ": " + FileProblem.reason(cause)
                                + ". Check that it is a file which this user may read, and the disk.",
                        cause);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<TableColumn> columns() {
        return names.stream()
                .map(name ->
                        new TableColumn(name, Optional.of(ScalarType.STRING), ScalarType.STRING.displayName(), true))
                .toList();
    }

    @Override
    public Schema schema() {
        return new Schema(
                names.stream().map(name -> new Field(name, ScalarType.STRING)).toList());
    }

    @Override
    public int partCount() {
        return parts().size();
    }

    @Override
    public long rowCount(int part) {
        return parts().get(part).rows();
    }

    /** @throws AsofException {@code INVALID_INPUT_FILE} with the line, if it is no CSV */
    private synchronized List<Part> parts() {
        List<Part> known = parts;
        if (known == null) {
            known = findParts();
            parts = known;
        }
        return known;
    }

    private List<Part> findParts() {
        List<Part> found = new ArrayList<>();
        try (CsvRecords records = new CsvRecords(Files.newInputStream(path), path.toString())) {
            long position = records.position();
            long line = records.nextLine();
            long rows = 0;
            while (records.advance()) {
                records.requireWidth();
                rows++;
                if (records.position() - position >= partBytes) {
                    found.add(new Part(position, line, rows));
                    position = records.position();
                    line = records.nextLine();
                    rows = 0;
                }
            }
            if (rows > 0) {
                found.add(new Part(position, line, rows));
            }
            return List.copyOf(found);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public TableRows rows(int part, List<String> columns, ScanBuffers buffers) {
        List<String> wanted = columns.stream().filter(names::contains).toList();
        return new CsvRows(path, records(parts().get(part)), rowCount(part), wanted);
    }

    private CsvRecords records(Part part) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            channel.position(part.position());
            return new CsvRecords(Channels.newInputStream(channel), path.toString(), names, part.line());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The line on which it begins, from 1. */
    @Override
    public String nameOf(long row) {
        int part = 0;
        while (firstRow(part + 1) <= row) {
            part++;
        }
        try (CsvRecords records = records(parts().get(part))) {
            for (long before = firstRow(part); before <= row && records.advance(); before++) {
                // Its line is that of the last record.
            }
            return "line " + records.line();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
