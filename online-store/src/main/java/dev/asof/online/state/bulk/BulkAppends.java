package dev.asof.online.state.bulk;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.SortedFiles;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.entity.BlockReads;
import dev.asof.online.state.entity.EntityFold;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.EntityRecord;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Many events of views that have none in blocks yet: they are sorted by entity, records and blocks are built from all of them at once,
 * and the database takes these in as files. What comes into the views by other ways meanwhile is kept beside them. One thread's.
 */
public final class BulkAppends implements AutoCloseable {
    private final Database database;
    private final Catalog catalog;
    private final EntityFold fold;
    private final StateOptions options;
    private final FrameTimes times;
    private final Path folder;
    private final Owner owner;
    private final List<Path> runs = new ArrayList<>();
    private final ExecutorService sorter = LoadWork.thread("asof-sort");
    private EntityRun run;
    private EntityRun spare;
    private Future<?> spilling = CompletableFuture.completedFuture(null);

    /** The store that the events come into. */
    public interface Owner {
        /** Does something while nobody writes. */
        void whileNobodyWrites(Runnable action);

        /** Does something while the database is open. */
        <T> T whileInUse(Supplier<T> action);

        /** Whether the key is one of an erased entity, of which nothing is stored. */
        boolean isErased(byte[] key);

        /**
         * To be asked all along.
         *
         * @throws AsofException SERVER_UNAVAILABLE if the store is being closed
         */
        void requireOpen();

        /** The views may have blocks by other ways from now on. */
        void end();
    }

    public BulkAppends(
            Database database,
            Catalog catalog,
            EntityFold fold,
            StateOptions options,
            FrameTimes times,
            Path folder,
            Owner owner) {
        this.database = database;
        this.catalog = catalog;
        this.fold = fold;
        this.options = options;
        this.times = times;
        this.folder = folder;
        this.owner = owner;
        this.run = new EntityRun(options.bulk().runBytes());
        this.spare = new EntityRun(options.bulk().runBytes());
    }

    /**
     * Adds an event; it is in the state after {@link #finish}.
     *
     * @param row as {@link RowCodec} encodes it
     * @throws AsofException SERVER_UNAVAILABLE if the store is being closed
     */
    public void append(StoredView view, byte[] entityKey, Origin origin, byte[] row) {
        owner.requireOpen();
        run.add(view, entityKey, origin, row);
        if (run.isFull()) {
            spill();
        }
    }

    /** Lets the run be sorted and written while another one comes. */
    private void spill() {
        LoadWork.await(spilling);
        EntityRun full = run;
        Path file = folder.resolve("run-" + runs.size());
        runs.add(file);
        spilling = sorter.submit(() -> spill(full, file));
        run = spare;
        run.clear();
        spare = full;
    }

    private static void spill(EntityRun run, Path file) {
        try {
            SortedRun.write(run, file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * Puts all events into the state, on disk when it returns.
     *
     * @throws AsofException SERVER_UNAVAILABLE if the store is being closed; IO_FAILED
     */
    public void finish() {
        try (Outputs outputs = new Outputs()) {
            joinInto(outputs);
            owner.whileNobodyWrites(outputs::take);
        } catch (UncheckedIOException e) {
            throw failed(folder, Objects.requireNonNull(e.getCause()));
        }
    }

    private void joinInto(Outputs outputs) {
        try (RecordJoin join = new RecordJoin(folder, times, options.bulk().recordBytes(), outputs)) {
            if (runs.isEmpty()) {
                run.forEach(join);
            } else {
                if (!run.isEmpty()) {
                    spill();
                }
                LoadWork.await(spilling);
                merge(join);
            }
            join.finish();
            outputs.finish();
        }
    }

    /** Runs that lie on disk take no memory any more. */
    private void merge(RecordJoin join) {
        run = new EntityRun(0);
        spare = run;
        try (SortedRuns all = SortedRuns.read(runs)) {
            all.forEach(join);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static AsofException failed(Path file, IOException e) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot sort events in " + file + ": " + FileProblem.reason(e, file) + ". Check the disk.",
                e);
    }

    /** Forgets what was not put into the state. */
    @Override
    public void close() {
        sorter.shutdownNow();
        sorter.close();
        try {
            removeFolder(folder);
        } finally {
            owner.end();
        }
    }

    /** Removes what lies in the folder, from a process that was killed. */
    public static void removeFolder(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** The files on their way: those of the records, and two kinds for each view. */
    private final class Outputs implements RecordJoin.Target, AutoCloseable {
        private final SortedFiles records = database.sortedFiles(Family.ENTITIES, folder, "records");
        private final Map<Family, Map<Integer, SortedFiles>> ofViews = new EnumMap<>(Family.class);
        private boolean isAnyInDatabase;

        private final BulkFold folded =
                new BulkFold(catalog, fold, options.blocks().looseEvents(), new BulkFold.Sink() {
                    @Override
                    public void putBlock(Family family, int view, byte[] key, byte[] value) {
                        files(family, view).put(key, value);
                    }

                    @Override
                    public void mergeRecord(byte[] key, byte[] record) {
                        records.merge(key, record);
                    }
                });

        @Override
        public void record(byte[] key, int events, byte[] frames) {
            owner.requireOpen();
            if (!owner.isErased(key)) {
                folded.add(key, events, frames);
            }
        }

        /** Its blocks are read and written again with each part, so that they don't lie in sorted files. */
        @Override
        public void longRecord(byte[] key, LongRecord record) {
            if (!owner.isErased(key)) {
                isAnyInDatabase = true;
                folded.finish();
                records.merge(key, record.reduce((kept, part) -> inDatabase(key, kept, part)));
            }
        }

        private byte[] inDatabase(byte[] key, byte[] kept, byte[] part) {
            owner.requireOpen();
            byte[] entityKey = EntityKeys.valuesOf(key);
            byte[] frames = ByteBuffer.allocate(kept.length + part.length)
                    .put(kept)
                    .put(part)
                    .array();
            EntityRecord record = new EntityRecord(catalog, frames, entityKey, BlockReads.anew(database::get));
            return owner.whileInUse(() -> {
                try (Batch batch = database.batch()) {
                    byte[] rest = fold.fold(record, entityKey, view -> EntityFold.into(batch));
                    batch.write(Durability.BUFFERED);
                    return rest;
                }
            });
        }

        private SortedFiles files(Family family, int view) {
            return ofViews.computeIfAbsent(family, each -> new HashMap<>())
                    .computeIfAbsent(view, each -> database.sortedFiles(family, folder, family + "-" + view));
        }

        void finish() {
            folded.finish();
        }

        /** Blocks first: nobody reads them before a record says where they are. */
        void take() {
            if (isAnyInDatabase) {
                database.sync();
            }
            ofViews.forEach((family, views) -> database.take(
                    family,
                    views.values().stream()
                            .flatMap(files -> files.finish().stream())
                            .toList()));
            database.take(Family.ENTITIES, records.finish());
        }

        @Override
        public void close() {
            folded.close();
            records.close();
            ofViews.values().forEach(views -> views.values().forEach(SortedFiles::close));
        }
    }
}
