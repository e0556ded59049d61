package dev.asof.online.state;

import dev.asof.online.state.bulk.BulkAppends;
import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.RecordReader;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.Ownership;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.database.StorageFigures;
import dev.asof.online.state.database.StoreOwner;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.EntityRecord;
import dev.asof.online.state.entity.FoldVersions;
import dev.asof.online.state.entity.KnownBlocks;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The online store's state on disk: the events of each view by entity, what was loaded and ingested, and what is still
 * to be archived. Thread-safe; one process at a time, one write at a time.
 *
 * <p>Acceptance. Each write that accepts events stamps them from one clock, which is stored in the same write and
 * published after it. A snapshot first reads what is published and is taken then, so it holds every event with a stamp
 * up to that; and every event accepted later has a greater one.
 */
public final class StateStore implements AutoCloseable {
    private static final String DATA_FOLDER = "rocksdb";
    private static final long KNOWN_BLOCK_BYTES = 32L << 20;

    private final Ownership ownership;
    private final Database database;
    private final Catalog catalog;
    private final AcceptanceClock clock;
    private final Meanings meanings = new Meanings();
    private final EntityVersions versions = new EntityVersions();
    private final FoldVersions folds = new FoldVersions();
    private final KnownBlocks knownBlocks = new KnownBlocks(KNOWN_BLOCK_BYTES);
    private final StoreUse use = new StoreUse();
    private final ViewBlocks blocks;
    private final ErasedEntities erased;
    private final BulkLoads bulkLoads;
    private final TailFolds tails;
    private final PendingRows pending;
    private final AtomicBoolean isUnsynced = new AtomicBoolean();
    private volatile long published;

    /**
     * Opens the store in {@code folder}, or creates it there.
     *
     * @throws AsofException STORE_OWNED if it is open already; UNSUPPORTED_FORMAT_VERSION if another build wrote it in
     *     a way that this one does not know; CORRUPT_DATA if it is damaged
     */
    public static StateStore open(Path folder, StateOptions options, InstantSource wallClock) {
        Ownership ownership = Ownership.take(folder, StoreOwner.thisProcess(wallClock.instant()));
        boolean isOpen = false;
        try {
            Path data = folder.resolve(DATA_FOLDER);
            StateFormat.require(folder, data);
            BulkLoads.removeLeftovers(folder);
            StateStore store = new StateStore(ownership, Database.open(data, options), folder, options, wallClock);
            isOpen = true;
            return store;
        } finally {
            if (!isOpen) {
                ownership.close();
            }
        }
    }

    private StateStore(
            Ownership ownership, Database database, Path folder, StateOptions options, InstantSource wallClock) {
        this.ownership = ownership;
        this.database = database;
        this.catalog = Catalog.read(database);
        this.published = Catalog.lastAcceptance(database);
        this.clock = new AcceptanceClock(wallClock, published);
        this.blocks = new ViewBlocks(database, catalog);
        this.erased = new ErasedEntities(use, database, catalog, folds, versions, meanings::programs);
        this.bulkLoads = new BulkLoads(
                use,
                database,
                catalog,
                blocks,
                options,
                folder,
                key -> erased.keys().contains(key));
        this.tails = new TailFolds(database, catalog, options.blocks(), folds, meanings, bulkLoads);
        this.pending = new PendingRows(use, database, catalog);
        removeForgottenBlocks();
    }

    /** The version of the format that this build reads and writes. */
    public static int formatVersion() {
        return StateFormat.VERSION;
    }

    /** This process, as others see it. */
    public StoreOwner owner() {
        return ownership.owner();
    }

    /** Tells other processes where this one answers, as {@code host:port}. */
    public void announce(String hostAndPort) {
        ownership.announce(hostAndPort);
    }

    /**
     * Changes the state, all or nothing. One change at a time.
     *
     * @param change what to do; it must not keep the {@link StateWrite}
     * @return what {@code change} returns
     */
    public <T> T write(Durability durability, Function<StateWrite, T> change) {
        return use.whileNobodyWrites(() -> {
            try (Batch batch = database.batch()) {
                StateWrite write = new StateWrite(batch, catalog, clock, erased.keys());
                T result = commit(durability, change, batch, write);
                write.afterwards(versions);
                isUnsynced.compareAndSet(false, durability == Durability.BUFFERED);
                published = write.lastAcceptance();
                tails.fold(write.appends(), published);
                return result;
            }
        });
    }

    /**
     * Says what the events of views mean. What is stored in other views is kept as it comes.
     *
     * @param meanings by the numbers of views
     */
    public void interpret(Map<Integer, ViewMeaning> meanings) {
        this.meanings.set(meanings);
    }

    /** The time before which no question is answered from a view any more; {@link Long#MIN_VALUE} if there is none. */
    public long horizon(StoredView view) {
        return catalog.horizon(view.id()).orElse(Long.MIN_VALUE);
    }

    /**
     * Begins to load many events of views, if that pays and nothing of theirs lies in blocks. One at a time; the store does not close
     * before its end.
     *
     * @param rows about how many
     */
    public Optional<BulkAppends> beginBulk(Set<StoredView> views, long rows) {
        return bulkLoads.begin(views, rows, meanings.programs());
    }

    /**
     * Brings to disk what was written and is not there yet.
     *
     * @throws AsofException IO_FAILED if that fails: the store then takes nothing more until it is opened again
     */
    public void sync() {
        use.whileOpen(() -> {
            if (isUnsynced.getAndSet(false)) {
                database.sync();
            }
        });
    }

    /**
     * Makes a copy of the store as it is now, which can be opened as one.
     *
     * @param folder not there yet
     */
    public void checkpoint(Path folder) {
        use.whileOpen(() -> {
            StateFormat.start(folder);
            database.checkpoint(folder.resolve(DATA_FOLDER));
        });
    }

    /** Rewrites all that is stored, so that what was deleted or replaced takes no room. */
    public void compact() {
        use.whileRewriting(database::compact);
    }

    /**
     * Opens the storage engine anew where that failed before, so that the store is used again.
     *
     * @throws AsofException IO_FAILED or CORRUPT_DATA if it fails again; SERVER_UNAVAILABLE if this thread is interrupted meanwhile
     */
    public void resume() {
        if (database.isOpen()) {
            return;
        }
        try {
            use.whileNobodyUses(() -> {
                if (!database.isOpen()) {
                    database.reopen();
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsofException(
                    ErrorCode.SERVER_UNAVAILABLE, "Cannot open the online store anew: it was interrupted.", e);
        }
    }

    /**
     * Reads all files of a copy, and checks them by their checksums. The copy stays as it is.
     *
     * @param folder what {@link #checkpoint} wrote
     * @throws AsofException UNSUPPORTED_FORMAT_VERSION, CORRUPT_DATA or IO_FAILED
     */
    public static void verify(Path folder) {
        Path data = folder.resolve(DATA_FOLDER);
        StateFormat.requireReadable(folder);
        try (Database database = Database.openReadOnly(data)) {
            database.verify();
        }
    }

    private <T> T commit(Durability durability, Function<StateWrite, T> change, Batch batch, StateWrite write) {
        boolean isWritten = false;
        try {
            T result = change.apply(write);
            write.complete();
            batch.write(durability);
            isWritten = true;
            return result;
        } finally {
            if (!isWritten) {
                write.undo();
            }
        }
    }

    /** The entities that are erased from the state. */
    public ErasedEntities erased() {
        return erased;
    }

    /** What is not in the archive or the quarantine yet. */
    public PendingRows pending() {
        return pending;
    }

    /** The key of an entity, if the state knows entities of this name and these keys. */
    public Optional<byte[]> keyOf(String entity, Schema keys, byte[] encodedKey) {
        return catalog.entity(entity, keys).map(number -> EntityKeys.of(number, encodedKey));
    }

    /** The size of an entity's record in bytes; 0 if there is none. */
    public long recordBytes(String entity, Schema keys, byte[] encodedKey) {
        return use.whileOpen(() -> keyOf(entity, keys, encodedKey)
                .filter(key -> !erased.hidden().contains(key))
                .flatMap(key -> database.get(Family.ENTITIES, key))
                .map(record -> record.length)
                .orElse(0));
    }

    /** What is stored of an entity, in all views that are applied. */
    public List<StoredEvents> describe(String entity, Schema keys, byte[] encodedKey) {
        Optional<byte[]> key = keyOf(entity, keys, encodedKey);
        if (key.isEmpty()) {
            return List.of();
        }
        try (StateSnapshot snapshot = snapshot()) {
            EntityRecord record = snapshot.read(EntityKeys.entityOf(key.get()), encodedKey);
            return new EntityDescription(database, catalog, meanings.programs()).of(encodedKey, record);
        }
    }

    /** Removes the blocks that views had before they were begun anew; nobody reads them. */
    public void removeForgottenBlocks() {
        use.whileOpen(() -> {
            blocks.removeForgotten();
        });
    }

    /** The size of the files that the state is stored in, in bytes. */
    public long fileBytes() {
        return use.whileOpen(() -> database.fileBytes());
    }

    /** What the storage engine tells of itself. */
    public StorageFigures figures() {
        return use.whileOpen(() -> database.figures());
    }

    /** Whether questions are answered; not so where the storage engine could not be opened anew. */
    public boolean isOpen() {
        return database.isOpen();
    }

    /** Whether the last change could be written; where not, questions are answered from what is there. */
    public boolean isWritable() {
        return database.isWritable();
    }

    /** The events as they are now. */
    public StateSnapshot snapshot() {
        use.enter();
        return new StateSnapshot(database, catalog, folds, knownBlocks, erased.hidden(), published, use::leave);
    }

    /**
     * A number that is another one whenever anything may have been stored of an entity that can matter to what is asked about it:
     * before the acceptance of it is published.
     *
     * @param hash {@link #hash} of the entity
     */
    public long version(long hash) {
        return versions.of(hash);
    }

    /** The hash of an entity, evenly spread. */
    public static long hash(int entity, byte[] entityKey) {
        return EntityKeys.hash(EntityKeys.of(entity, entityKey));
    }

    /** The greatest acceptance of which whoever reads from now on is sure to find all events. */
    public long acceptedByMicros() {
        return published;
    }

    /** The number of a source, if it has one. */
    public Optional<Integer> source(String name) {
        return catalog.source(name);
    }

    /** Whether a load of each source of the view was ever finished. */
    public boolean isLoaded(StoredView view) {
        return catalog.isLoaded(view.id());
    }

    /** Whether a load of a source into the view was ever finished. */
    public boolean isLoaded(StoredView view, int source) {
        return catalog.isLoaded(view.id(), source);
    }

    /** The files of a source that were loaded, in no order. */
    public List<StoredFile> files(int source) {
        return catalog.filesOf(source);
    }

    /** A file of a source, if it was loaded. */
    public Optional<StoredFile> file(int source, String sha256) {
        return catalog.file(source, sha256);
    }

    /** The passes of a file of a source into a view, committed or not, oldest first. */
    public List<LoadPass> passes(StoredView view, int source, String sha256) {
        return catalog.passes(view.id(), source, sha256);
    }

    /** What was ingested into a source. */
    public SourceCounts counts(int source) {
        return catalog.counts(source);
    }

    /** The file of a source that was noted and not finished. */
    public Optional<Roll> roll(int source, Roll.Kind kind) {
        return catalog.roll(source, kind);
    }

    /** The files of the quarantine that are to be removed. */
    public List<EmptiedFile> emptiedFiles() {
        return catalog.emptiedFiles();
    }

    /** The last sequence that was taken from a producer; 0 if none was. */
    public long lastSequence(int source, String producer) {
        return use.whileOpen(() -> database.get(Family.PRODUCERS, ProducerKeys.of(source, producer))
                .map(record -> RecordReader.read(record, RecordReader::getLong))
                .orElse(0L));
    }

    /** Closes the store, once nobody uses it any more; a load in bulk is broken off. */
    @Override
    public void close() {
        bulkLoads.close(() -> use.close(() -> {
            database.close();
            ownership.close();
        }));
    }
}
