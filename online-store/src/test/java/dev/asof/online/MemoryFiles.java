package dev.asof.online;

import dev.asof.online.archive.ArchiveWriter;
import dev.asof.online.load.ArchivedBatches;
import dev.asof.online.load.RowBatches;
import dev.asof.online.load.SourceFile;
import dev.asof.online.load.SourceFiles;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Sources' files and the archive in memory. */
public final class MemoryFiles implements SourceFiles, ArchiveWriter {
    private static final int ROWS_PER_BATCH = 2;

    private final Map<String, Map<String, ColumnBatch>> files = new TreeMap<>();
    private final Map<String, String> hashes = new TreeMap<>();
    private final Map<Path, ArchivedBatches.ArchivedBatch> archive = new ConcurrentSkipListMap<>();
    private final Set<Path> damaged = new HashSet<>();
    private final Set<String> notArchived = new HashSet<>();
    private Runnable whenListed = () -> {};
    private Runnable whenOpened = () -> {};
    private int batchesUntilFailure = Integer.MAX_VALUE;
    private int writesUntilFailure = Integer.MAX_VALUE;

    /** Puts a file there, whose content is known by one character. */
    public void put(String source, String path, char content, ColumnBatch rows) {
        files.computeIfAbsent(source, each -> new TreeMap<>()).put(path, rows);
        hashes.put(path, String.valueOf(content).repeat(64));
    }

    public void remove(String source, String path) {
        files.getOrDefault(source, new TreeMap<>()).remove(path);
    }

    /** Lets reading fail after some batches, as if the process were killed there. */
    public void failReadingAfter(int batches) {
        batchesUntilFailure = batches;
    }

    /** Lets writing of the archive fail after the file was written, as if the process were killed there. */
    public void failAfterArchiveWrites(int writes) {
        writesUntilFailure = writes;
    }

    /** Lets nothing of a source be written to the archive. */
    public void failArchiveOf(String source) {
        notArchived.add(source);
    }

    /** Lets a file of the archive be damaged, or mends it. */
    public void damageArchived(Path file, boolean isDamaged) {
        if (isDamaged) {
            damaged.add(file);
        } else {
            damaged.remove(file);
        }
    }

    /** Does something when a source's archive is listed next, once. */
    public void whenTheArchiveIsListed(Runnable action) {
        whenListed = action;
    }

    /** Does something when a source's archive is opened next, once. */
    public void whenTheArchiveIsOpened(Runnable action) {
        whenOpened = action;
    }

    /** The archive's files by path. */
    public Map<Path, ArchivedBatches.ArchivedBatch> archive() {
        return archive;
    }

    @Override
    public List<SourceFile> list(EventSource source) {
        List<SourceFile> listed = new ArrayList<>();
        files.getOrDefault(source.name(), Map.of())
                .forEach((path, rows) ->
                        listed.add(new SourceFile(path, hashes.get(path), OptionalLong.of(rows.rowCount()))));
        return listed;
    }

    @Override
    public RowBatches open(EventSource source, SourceFile file, List<String> columns) {
        ColumnBatch rows = files.get(source.name()).get(file.path());
        return new SlicedRows(projected(rows, columns));
    }

    private final class SlicedRows implements RowBatches {
        private final ColumnBatch rows;
        private int next;

        SlicedRows(ColumnBatch rows) {
            this.rows = rows;
        }

        @Override
        public Optional<ColumnBatch> next() {
            if (batchesUntilFailure-- == 0) {
                throw new AsofException(ErrorCode.IO_FAILED, "Cannot read: the test says so.");
            }
            if (next >= rows.rowCount()) {
                return Optional.empty();
            }
            int end = Math.min(next + ROWS_PER_BATCH, rows.rowCount());
            ColumnBatch batch = rows.gather(IntStream.range(next, end).toArray());
            next = end;
            return Optional.of(batch);
        }

        @Override
        public void close() {}
    }

    @Override
    public ArchivedBatches openArchive(EventSource source, List<String> columns) {
        Runnable action = whenOpened;
        whenOpened = () -> {};
        action.run();
        Iterator<ArchivedBatches.ArchivedBatch> batches = archive.entrySet().stream()
                .filter(entry -> entry.getKey().getParent().getParent().endsWith(source.name()))
                .map(entry -> projected(entry.getValue(), columns))
                .toList()
                .iterator();
        return new ArchivedBatches() {
            @Override
            public Optional<ArchivedBatch> next() {
                return batches.hasNext() ? Optional.of(batches.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    private static ArchivedBatches.ArchivedBatch projected(ArchivedBatches.ArchivedBatch batch, List<String> columns) {
        return new ArchivedBatches.ArchivedBatch(projected(batch.events(), columns), batch.acceptedAtMicros());
    }

    private static ColumnBatch projected(ColumnBatch rows, List<String> columns) {
        return rows.project(columns.stream()
                .flatMapToInt(column -> rows.schema().find(column).stream())
                .toArray());
    }

    @Override
    public List<Path> archiveFiles(EventSource source) {
        Runnable action = whenListed;
        whenListed = () -> {};
        action.run();
        return archive.keySet().stream()
                .filter(path -> path.getParent().getParent().endsWith(source.name()))
                .toList();
    }

    @Override
    public OptionalLong lastArchived(EventSource source) {
        return archiveFiles(source).stream()
                .flatMapToLong(file -> LongStream.of(archive.get(file).acceptedAtMicros()))
                .max();
    }

    @Override
    public ArchivedBatches openArchived(Path file, List<String> columns) {
        if (damaged.contains(file)) {
            throw new AsofException(ErrorCode.CORRUPT_DATA, "Cannot read: the test says so.");
        }
        Iterator<ArchivedBatches.ArchivedBatch> batches =
                List.of(archive.get(file)).iterator();
        return new ArchivedBatches() {
            @Override
            public Optional<ArchivedBatch> next() {
                return batches.hasNext() ? Optional.of(batches.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String sha256(Path file) {
        return "%064x".formatted(archive.get(file).events().rowCount());
    }

    @Override
    public void remove(Path target) {
        archive.remove(target);
    }

    @Override
    public void write(Path target, ColumnBatch events, long[] acceptedAtMicros) {
        if (notArchived.stream().anyMatch(target.getParent().getParent()::endsWith)) {
            throw new AsofException(ErrorCode.IO_FAILED, "Cannot write: the test says so.");
        }
        archive.put(target, new ArchivedBatches.ArchivedBatch(events, acceptedAtMicros));
        if (writesUntilFailure-- == 0) {
            throw new AsofException(ErrorCode.IO_FAILED, "Cannot write: the test says so.");
        }
    }
}
