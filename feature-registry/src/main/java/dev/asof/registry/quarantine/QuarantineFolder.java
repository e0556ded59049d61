package dev.asof.registry.quarantine;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import dev.asof.registry.repository.ContentHash;
import dev.asof.registry.repository.DurableFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private static final String INGESTED = "ingest-";

    private final Path folder;
    private final Predicate<QuarantinedRow> isErased;

    /** @param folder {@code FeatureRepository.quarantineFolder()}; need not exist */
    public QuarantineFolder(Path folder) {
        this(folder, row -> false);
    }

    /** @param isErased rows that are not to be kept, whoever finds them */
    public QuarantineFolder(Path folder, Predicate<QuarantinedRow> isErased) {
        this.folder = folder;
        this.isErased = isErased;
    }

    /**
     * Starts to write the rows of one file of a source.
     *
     * @param sha256 the hash of the file's content, in lower-case hexadecimal digits
     */
    public QuarantineWriter openFile(String source, String sha256) {
        return new QuarantineWriter(path(source, "file-" + sha256), isErased);
    }

    /** Whether a load put rows of the file here: they are its to replace, and nobody else's. */
    public boolean isRecordedByLoad(String source, String sha256) {
        Path file = path(source, "file-" + sha256);
        if (!Files.exists(file)) {
            return false;
        }
        try (RowReader rows = RowReader.open(file)) {
            return rows.row().map(row -> row.quarantinedAtMicros().isPresent()).orElse(false);
        }
    }

    /** Removes the rows of a file that is none of the source's any more. */
    public void forgetFile(String source, String sha256) {
        delete(path(source, "file-" + sha256));
    }

    /** Removes a file of ingested rows; it is gone from the disk when this returns. */
    public void forgetIngested(String source, String rowsSha256) {
        delete(path(source, INGESTED + rowsSha256));
    }

    private static void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                DurableFolder.sync(file.resolveSibling(""));
            }
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot remove quarantined rows of " + file + ": " + FileProblem.reason(e) + ".",
                    e);
        }
    }

    /** The files of ingested rows, by the hashes of their rows, in their order. */
    public List<String> ingested(String source) {
        return files(source).stream()
                .flatMap(file -> ingestedHash(file).stream())
                .toList();
    }

    private static Optional<String> ingestedHash(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(INGESTED)
                ? Optional.of(name.substring(INGESTED.length(), name.length() - SUFFIX.length()))
                : Optional.empty();
    }

    /** The rows of a file of ingested rows, as they stand there. */
    public List<QuarantinedRow> readIngested(String source, String rowsSha256) {
        return read(path(source, INGESTED + rowsSha256));
    }

    private static List<QuarantinedRow> read(Path file) {
        List<QuarantinedRow> rows = new ArrayList<>();
        visit(file, rows::add);
        return rows;
    }

    /**
     * Keeps ingested events aside, durable when done; keeping the same events again changes nothing, whatever was erased of them since.
     *
     * @return those that are not there
     */
    public List<QuarantinedRow> keepIngested(String source, List<QuarantinedRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<QuarantinedRow> arrived = rows.stream()
                .sorted(Comparator.comparingLong(QuarantinedRow::arrivalMicros))
                .toList();
        // By all of them: without those that are erased by the next time it would be another file, and the others in
        // both.
        Path file = path(source, INGESTED + hash(arrived));
        if (Files.exists(file)) {
            Set<String> there = read(file).stream().map(QuarantinedRow::id).collect(Collectors.toSet());
            return arrived.stream().filter(row -> !there.contains(row.id())).toList();
        }
        replace(file, arrived.stream().filter(isErased.negate()).toList());
        return arrived.stream().filter(isErased).toList();
    }

    /** Has rows removed from a file, with what belongs to that. */
    @FunctionalInterface
    public interface Removal {
        /**
         * @param rows that go
         * @param removing removes them; to be run once
         */
        void run(Path file, List<QuarantinedRow> rows, Runnable removing);
    }

    private static String hash(List<QuarantinedRow> rows) {
        MessageDigest digest = ContentHash.sha256();
        rows.forEach(row -> RowIdentity.add(row, digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Removes all rows that are not to be kept, and files that were begun and not finished, whatever they have: whoever writes one now fails,
     * and begins anew.
     *
     * @param removal removes the rows of a file that go
     * @param attempt runs what is done to each file, by name, and may go on where that fails
     * @return by the hashes of {@link #ingested} how many rows stay, for each file of which that was done
     */
    public Map<String, Integer> removeErased(String source, Removal removal, BiConsumer<Path, Runnable> attempt) {
        Map<String, Integer> staying = new HashMap<>();
        for (Path file : files(source, AtomicFile::isTemporary)) {
            attempt.accept(file, () -> delete(file));
        }
        for (Path file : files(source)) {
            attempt.accept(file, () -> {
                int rows = removeErased(file, removal);
                ingestedHash(file).ifPresent(hash -> staying.put(hash, rows));
            });
        }
        return staying;
    }

    /** A file may have more rows than the memory has room for; those that go are few. */
    private int removeErased(Path file, Removal removal) {
        List<QuarantinedRow> erased = new ArrayList<>();
        int[] kept = new int[1];
        visit(file, row -> {
            if (isErased.test(row)) {
                erased.add(row);
            } else {
                kept[0]++;
            }
        });
        if (!erased.isEmpty()) {
            removal.run(file, erased, () -> rewrite(file));
        }
        return kept[0];
    }

    private void rewrite(Path file) {
        try (QuarantineWriter kept = new QuarantineWriter(file, isErased)) {
            visit(file, kept::add);
            kept.commit();
        }
    }

    private static void visit(Path file, Consumer<QuarantinedRow> visitor) {
        try (RowReader reader = RowReader.open(file)) {
            while (reader.row().isPresent()) {
                visitor.accept(reader.row().get());
                reader.advance();
            }
        }
    }

    private static void replace(Path file, List<QuarantinedRow> rows) {
        if (rows.isEmpty()) {
            delete(file);
            return;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        rows.forEach(row -> lines.writeBytes(QuarantineLines.write(row)));
        AtomicFile.write(file, lines.toByteArray());
    }

    /** How many rows of a source are such. */
    public long count(String source, Predicate<QuarantinedRow> such) {
        long[] count = new long[1];
        files(source).forEach(file -> visit(file, row -> count[0] += such.test(row) ? 1 : 0));
        return count[0];
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

    /** How many rows of the source's files the filter accepts. */
    public long countOfFiles(String source, QuarantineFilter filter) {
        long[] count = new long[1];
        List<Path> ofFiles = files(source).stream()
                .filter(file -> ingestedHash(file).isEmpty())
                .toList();
        RowsByArrival.visit(ofFiles, row -> {
            count[0] += filter.accepts(row) ? 1 : 0;
            return true;
        });
        return count[0];
    }

    /**
     * The rows that the filter accepts, in a stable order: by source, then by arrival; what came at one time by file, as found.
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
            if (!RowsByArrival.visit(files(source), row -> !filter.accepts(row) || visitor.test(row))) {
                return;
            }
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
            throw RowReader.unreadable(folder, e);
        }
    }

    /** Where the rows of a source are kept; it need not exist. */
    public Path folder(String source) {
        return folder.resolve(source);
    }

    private List<Path> files(String source) {
        return files(source, QuarantineFolder::isComplete);
    }

    private List<Path> files(String source, Predicate<Path> such) {
        Path sourceFolder = folder(source);
        if (!Files.isDirectory(sourceFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(sourceFolder)) {
            return files.filter(such).sorted().toList();
        } catch (IOException e) {
            throw RowReader.unreadable(sourceFolder, e);
        }
    }

    private static boolean isComplete(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX) && !AtomicFile.isTemporary(file);
    }

    private Path path(String source, String name) {
        return folder(source).resolve(name + SUFFIX);
    }
}
