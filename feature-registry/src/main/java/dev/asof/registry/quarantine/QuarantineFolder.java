package dev.asof.registry.quarantine;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The quarantine of a feature repository: a folder a source, in it files of one JSON line a row. A file is named by what
 * its rows come from, so that finding the same rows again changes nothing:
 *
 * <pre>
 * payments/file-SHA256.ndjson     the rows of one file of the source, by the hash of its content
 * payments/ingest-SHA256.ndjson   ingested events, by the hash of the rows
 * </pre>
 *
 * <p>Thread-safe, as long as no two threads write the rows of one file at the same time.
 */
public final class QuarantineFolder {
    private static final String SUFFIX = ".ndjson";

    private final Path folder;

    /** @param folder {@code FeatureRepository.quarantineFolder()}; need not exist */
    public QuarantineFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts to write the rows of one file of a source.
     *
     * @param sha256 the hash of the file's content, in lower-case hexadecimal digits
     */
    public QuarantineWriter openFile(String source, String sha256) {
        return new QuarantineWriter(path(source, "file-" + sha256));
    }

    /** Whether a load put rows of the file here: they are its to replace, and nobody else's. */
    public boolean isRecordedByLoad(String source, String sha256) {
        Path file = path(source, "file-" + sha256);
        boolean[] isByLoad = new boolean[1];
        if (Files.exists(file)) {
            visitFile(file, QuarantineFilter.ALL, row -> {
                isByLoad[0] = row.quarantinedAtMicros().isPresent();
                return false;
            });
        }
        return isByLoad[0];
    }

    /** Removes the rows of a file that is none of the source's any more. */
    public void forgetFile(String source, String sha256) {
        Path file = path(source, "file-" + sha256);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot remove quarantined rows of " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** Keeps ingested events aside, durable when done; keeping the same events again changes nothing. */
    public void keepIngested(String source, List<QuarantinedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        MessageDigest digest = RowIdentity.sha256();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (QuarantinedRow row : rows) {
            RowIdentity.add(row, digest);
            lines.writeBytes(QuarantineLines.write(row));
        }
        AtomicFile.write(path(source, "ingest-" + HexFormat.of().formatHex(digest.digest())), lines.toByteArray());
    }

    /** How many rows the filter accepts. */
    public long count(QuarantineFilter filter) {
        long[] count = new long[1];
        visit(filter, row -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    /**
     * The rows that the filter accepts, in a stable order: by source, then by file, the oldest first, then as found.
     *
     * @param offset how many to pass over
     * @param limit how many to return at most
     */
    public List<QuarantinedRow> list(QuarantineFilter filter, long offset, int limit) {
        List<QuarantinedRow> rows = new ArrayList<>();
        long[] passed = new long[1];
        visit(filter, row -> {
            if (passed[0]++ >= offset && rows.size() < limit) {
                rows.add(row);
            }
            return rows.size() < limit;
        });
        return rows;
    }

    /** Shows each accepted row to {@code visitor} until it answers false. */
    private void visit(QuarantineFilter filter, Predicate<QuarantinedRow> visitor) {
        for (String source : filter.source().map(List::of).orElseGet(this::sources)) {
            for (Path file : files(source)) {
                if (!visitFile(file, filter, visitor)) {
                    return;
                }
            }
        }
    }

    private static boolean visitFile(Path file, QuarantineFilter filter, Predicate<QuarantinedRow> visitor) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                QuarantinedRow row = parse(file, line);
                if (filter.accepts(row) && !visitor.test(row)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static QuarantinedRow parse(Path file, String line) {
        try {
            return QuarantineLines.read(line);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.CORRUPT_DATA,
                    "Cannot read quarantined rows of " + file + ": " + e.getMessage()
                            + ". Delete the file; loading its source's file again finds the rows again.",
                    e);
        }
    }

    private List<String> sources() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private List<Path> files(String source) {
        Path sourceFolder = folder.resolve(source);
        if (!Files.isDirectory(sourceFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(sourceFolder)) {
            return files.filter(QuarantineFolder::isComplete)
                    .map(AgedFile::of)
                    .sorted(Comparator.comparingLong(AgedFile::modifiedMillis).thenComparing(AgedFile::path))
                    .map(AgedFile::path)
                    .toList();
        } catch (IOException e) {
            throw unreadable(sourceFolder, e);
        }
    }

    private static boolean isComplete(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX) && !AtomicFile.isTemporary(file);
    }

    private Path path(String source, String name) {
        return folder.resolve(source).resolve(name + SUFFIX);
    }

    private static AsofException unreadable(Path path, IOException e) {
        return new AsofException(
                ErrorCode.IO_FAILED, "Cannot read quarantined rows of " + path + ": " + e.getMessage() + ".", e);
    }

    /** A file and when it was written. */
    private record AgedFile(Path path, long modifiedMillis) {
        static AgedFile of(Path path) {
            return new AgedFile(path, path.toFile().lastModified());
        }
    }
}
