package dev.asof.online.state;

import dev.asof.online.state.bulk.BulkAppends;
import dev.asof.online.state.bulk.BulkTurn;
import dev.asof.online.state.bulk.FrameTimes;
import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.MetaKeys;
import dev.asof.online.state.catalog.RecordReader;
import dev.asof.online.state.catalog.RecordWriter;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.Ownership;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.database.StorageFigures;
import dev.asof.online.state.database.StoreOwner;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.online.state.entity.BlockReads;
import dev.asof.online.state.entity.EntityAppends;
import dev.asof.online.state.entity.EntityFold;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.EntityRecord;
import dev.asof.online.state.entity.FoldVersions;
import dev.asof.online.state.entity.KnownBlocks;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    private static final String BULK_FOLDER = "bulk";
    private static final int STEPS_OF_A_HORIZON = 64;
    private static final long KNOWN_BLOCK_BYTES = 32L << 20;
    private static final long WAIT_MILLIS = 50;

    private final Ownership ownership;
    private final Database database;
    private final Catalog catalog;
    private final AcceptanceClock clock;
    private final Path folder;
    private final StateOptions options;
    private final TailCounts tails = new TailCounts();
    private final EntityVersions versions = new EntityVersions();
    private final FoldVersions folds = new FoldVersions();
    private final KnownBlocks knownBlocks = new KnownBlocks(KNOWN_BLOCK_BYTES);
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private final BulkTurn bulkTurn = new BulkTurn();
    private final AtomicBoolean isUnsynced = new AtomicBoolean();
    private volatile Map<Integer, ViewMeaning> meanings = Map.of();

    /** The views that are loaded in bulk: nothing of theirs goes into blocks by other ways. Guarded by {@link #writing}. */
    private Set<Integer> inBulk = Set.of();

    private volatile ErasedKeys erased;
    private volatile long published;
    private volatile boolean isWritable = true;
    private boolean isClosed;

    /**
     * Opens the store in {@code folder}, or creates it there.
     *
     * @throws AsofException STORE_OWNED if it is open already; UNSUPPORTED_FORMAT_VERSION if another build wrote it in
     *     a way that this one does not know; CORRUPT_DATA if it is damaged
     */
    public static StateStore open(Path folder, StateOptions options, InstantSource wallClock) {
        StoreOwner owner =
                new StoreOwner(ProcessHandle.current().pid(), hostName(), Optional.empty(), wallClock.instant());
        Ownership ownership = Ownership.take(folder, owner);
        boolean isOpen = false;
        try {
            Path data = folder.resolve(DATA_FOLDER);
            StateFormat.require(folder, data);
            BulkAppends.removeFolder(folder.resolve(BULK_FOLDER));
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
        this.folder = folder;
        this.options = options;
        this.catalog = Catalog.read(database);
        this.published = database.get(Family.META, MetaKeys.LAST_ACCEPTANCE)
                .map(record -> RecordReader.read(record, RecordReader::getLong))
                .orElse(0L);
        this.clock = new AcceptanceClock(wallClock, published);
        this.erased = new ErasedKeys(catalog, Tombstones.NONE);
        removeForgottenBlocks();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
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
        enter();
        writing.lock();
        try (Database.Batch batch = database.batch()) {
            StateWrite write = new StateWrite(batch, catalog, clock, erased);
            T result = commit(durability, change, batch, write);
            write.afterwards(versions);
            isUnsynced.compareAndSet(false, durability == Durability.BUFFERED);
            published = write.lastAcceptance();
            fold(write.appends());
            return result;
        } finally {
            writing.unlock();
            leave();
        }
    }

    /**
     * Says what the events of views mean. What is stored in other views is kept as it comes.
     *
     * @param meanings by the numbers of views
     */
    public void interpret(Map<Integer, ViewMeaning> meanings) {
        this.meanings = Map.copyOf(meanings);
    }

    /** The time before which no question is answered from a view any more; {@link Long#MIN_VALUE} if there is none. */
    public long horizon(StoredView view) {
        return catalog.horizons.getOrDefault(view.id(), Long.MIN_VALUE);
    }

    /** Notes how far the horizons have moved, in steps, before anything is taken out. */
    private void moveHorizons() {
        Map<Integer, Long> moved = new HashMap<>();
        meanings.forEach((view, meaning) -> meaning.horizonMicros().ifPresent(span -> {
            long horizon = published - span;
            if (horizon - span / STEPS_OF_A_HORIZON >= catalog.horizons.getOrDefault(view, Long.MIN_VALUE)) {
                moved.put(view, horizon);
            }
        }));
        if (!moved.isEmpty()) {
            try (Database.Batch batch = database.batch()) {
                StateWrite write = new StateWrite(batch, catalog, clock, erased);
                moved.forEach(write::putHorizon);
                batch.write(Durability.BUFFERED);
                write.afterwards(versions);
            }
        }
    }

    /** Rewrites the records that grew long. That fails at most for itself: what was written before stays and is read. */
    private void fold(EntityAppends appends) {
        List<byte[]> grown = new ArrayList<>();
        appends.forEachCount((key, events) -> {
            if (tails.add(key, events) >= options.blocks().tailEvents()) {
                tails.clear(key);
                grown.add(key);
            }
        });
        if (!grown.isEmpty()) {
            moveHorizons();
            Map<Integer, FeatureProgram> programs = programs();
            programs.keySet().removeAll(inBulk);
            EntityFold fold = new EntityFold(database, catalog, options.blocks(), programs, catalog.horizons);
            folds.fold(grown, () -> fold.fold(grown));
        }
    }

    private Map<Integer, FeatureProgram> programs() {
        Map<Integer, FeatureProgram> programs = new HashMap<>();
        meanings.forEach((view, meaning) -> programs.put(view, meaning.program()));
        return programs;
    }

    /**
     * Begins to load many events of views, if that pays and nothing of theirs lies in blocks. One at a time; the store does not close
     * before its end.
     *
     * @param rows about how many
     */
    public Optional<BulkAppends> beginBulk(Set<StoredView> views, long rows) {
        Map<Integer, FeatureProgram> programs = programs();
        if (rows < options.bulk().fromRows()
                || !views.stream().allMatch(view -> programs.containsKey(view.id()) && !hasEventsOfFiles(view))
                || !bulkTurn.begin()) {
            return Optional.empty();
        }
        Optional<BulkAppends> begun = Optional.empty();
        try {
            begun = isKeptForBulk(views) ? Optional.of(bulk(programs)) : begun;
            return begun;
        } finally {
            if (begun.isEmpty()) {
                endBulk();
            }
        }
    }

    /** Keeps what comes by other ways out of blocks, where nothing is in them yet; returns whether that is so. */
    private boolean isKeptForBulk(Set<StoredView> views) {
        whileNobodyWrites(() -> inBulk = views.stream().map(StoredView::id).collect(Collectors.toSet()));
        enter();
        try {
            return views.stream().allMatch(this::isFreeOfBlocks);
        } finally {
            leave();
        }
    }

    /** Blocks that no record leads to were left by a load that was killed, or whose records found no room: they are removed. */
    private boolean isFreeOfBlocks(StoredView view) {
        if (hasBlocks(view)) {
            if (hasRoots(view)) {
                return false;
            }
            removeBlocks(view.id());
        }
        return true;
    }

    private void endBulk() {
        try {
            whileNobodyWrites(() -> inBulk = Set.of());
        } finally {
            bulkTurn.end();
        }
    }

    private BulkAppends bulk(Map<Integer, FeatureProgram> programs) {
        Path bulkFolder = folder.resolve(BULK_FOLDER);
        try {
            DurableFolder.create(bulkFolder);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot create the folder " + bulkFolder + ": " + e.getMessage() + ".", e);
        }
        EntityFold fold = new EntityFold(database, catalog, options.blocks(), programs, Map.of());
        FrameTimes times = new FrameTimes(programs);
        return new BulkAppends(database, catalog, fold, options, times, bulkFolder, new BulkAppends.Owner() {
            @Override
            public void whileNobodyWrites(Runnable action) {
                StateStore.this.whileNobodyWrites(action);
            }

            @Override
            public <T> T whileInUse(Supplier<T> action) {
                enter();
                try {
                    return action.get();
                } finally {
                    leave();
                }
            }

            @Override
            public boolean isErased(byte[] key) {
                return erased.contains(key);
            }

            @Override
            public void requireOpen() {
                bulkTurn.requireOpen();
            }

            @Override
            public void end() {
                endBulk();
            }
        });
    }

    private void whileNobodyWrites(Runnable action) {
        enter();
        writing.lock();
        try {
            action.run();
        } finally {
            writing.unlock();
            leave();
        }
    }

    private boolean hasEventsOfFiles(StoredView view) {
        return catalog.passesOf(view).stream().anyMatch(LoadPass::isCommitted);
    }

    private boolean hasBlocks(StoredView view) {
        byte[] from = BlockKeys.ofView(view.id());
        byte[] to = BlockKeys.ofView(view.id() + 1);
        return database.isAny(Family.BLOCKS, from, to) || database.isAny(Family.VERSIONS, from, to);
    }

    private boolean hasRoots(StoredView view) {
        byte[] from = EntityKeys.of(view.entity(), new byte[0]);
        byte[] to = EntityKeys.of(view.entity() + 1, new byte[0]);
        AtomicBoolean isAny = new AtomicBoolean();
        database.scan(Family.ENTITIES, from, to, (key, record) -> {
            byte[] entityKey = EntityKeys.valuesOf(key);
            isAny.set(new EntityRecord(catalog, record, entityKey, BlockReads.anew(database::get)).isInBlocks(view));
            return !isAny.get();
        });
        return isAny.get();
    }

    private void removeBlocks(int view) {
        byte[] from = BlockKeys.ofView(view);
        byte[] to = BlockKeys.ofView(view + 1);
        database.deleteAll(Family.BLOCKS, from, to);
        database.deleteAll(Family.VERSIONS, from, to);
    }

    /**
     * Brings to disk what was written and is not there yet.
     *
     * @throws AsofException IO_FAILED if that fails: the store then takes nothing more until it is opened again
     */
    public void sync() {
        enter();
        try {
            if (isUnsynced.getAndSet(false)) {
                database.sync();
            }
        } finally {
            leave();
        }
    }

    /**
     * Makes a copy of the store as it is now, which can be opened as one.
     *
     * @param folder not there yet
     */
    public void checkpoint(Path folder) {
        enter();
        try {
            StateFormat.start(folder);
            database.checkpoint(folder.resolve(DATA_FOLDER));
        } finally {
            leave();
        }
    }

    /** Rewrites all that is stored, so that what was deleted or replaced takes no room. */
    public void compact() {
        enter();
        try {
            database.compact();
        } finally {
            leave();
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

    private <T> T commit(
            Durability durability, Function<StateWrite, T> change, Database.Batch batch, StateWrite write) {
        boolean isWritten = false;
        try {
            T result = change.apply(write);
            write.complete();
            write(batch, durability);
            isWritten = true;
            return result;
        } finally {
            if (!isWritten) {
                write.undo();
            }
        }
    }

    private void write(Database.Batch batch, Durability durability) {
        try {
            batch.write(durability);
            isWritable = true;
        } catch (AsofException e) {
            isWritable = false;
            throw e;
        }
    }

    /** The erased entities: nothing is stored of them. */
    public Tombstones tombstones() {
        return erased.tombstones();
    }

    /** Stores nothing of these entities from now on; what is stored is for {@link #erase} to remove. */
    public void erased(Tombstones tombstones) {
        whileNobodyWrites(() -> erased = new ErasedKeys(catalog, tombstones));
    }

    /** The keys of what is stored of these entities. */
    public List<byte[]> storedOf(Tombstones tombstones) {
        List<byte[]> keys = new ArrayList<>();
        ErasedKeys sought = new ErasedKeys(catalog, tombstones);
        enter();
        try {
            database.scanKeys(Family.ENTITIES, new byte[0], key -> {
                if (sought.contains(key)) {
                    keys.add(key);
                }
            });
        } finally {
            leave();
        }
        return keys;
    }

    /** The key of an entity, if the state knows entities of this name and these keys. */
    public Optional<byte[]> keyOf(String entity, Schema keys, byte[] encodedKey) {
        return Optional.ofNullable(catalog.entities.get(new Catalog.EntityName(entity, keys)))
                .map(number -> EntityKeys.of(number, encodedKey));
    }

    /** The size of an entity's record in bytes; 0 if there is none. */
    public long recordBytes(String entity, Schema keys, byte[] encodedKey) {
        enter();
        try {
            return keyOf(entity, keys, encodedKey)
                    .flatMap(key -> database.get(Family.ENTITIES, key))
                    .map(record -> record.length)
                    .orElse(0);
        } finally {
            leave();
        }
    }

    /** What is stored of an entity, in all views that are applied. */
    public List<StoredEvents> describe(String entity, Schema keys, byte[] encodedKey) {
        Optional<byte[]> key = keyOf(entity, keys, encodedKey);
        if (key.isEmpty()) {
            return List.of();
        }
        try (StateSnapshot snapshot = snapshot()) {
            EntityRecord record = snapshot.read(EntityKeys.entityOf(key.get()), encodedKey);
            return new EntityDescription(database, catalog, programs()).of(encodedKey, record);
        }
    }

    /** What is stored under a key, which {@link #erase} would remove. */
    public ErasureReceipt.State erasable(byte[] key) {
        enter();
        try {
            return new EntityErasure(database, catalog, programs()).count(key);
        } finally {
            leave();
        }
    }

    /** Removes all that is stored under these keys, durably. */
    public void erase(List<byte[]> keys) {
        EntityErasure erasure = new EntityErasure(database, catalog, programs());
        for (byte[] key : keys) {
            whileNobodyWrites(() -> folds.fold(List.of(key), () -> {
                try (Database.Batch batch = database.batch()) {
                    erasure.delete(key, batch);
                    write(batch, Durability.SYNCED);
                }
                versions.change(EntityKeys.hash(key));
            }));
        }
    }

    /** Sees to it that no file has anything any more of what was {@linkplain #erase erased} under these keys. */
    public void purge(List<byte[]> keys) {
        EntityErasure erasure = new EntityErasure(database, catalog, programs());
        List<Database.Range> ranges = new ArrayList<>();
        keys.forEach(key -> ranges.addAll(erasure.ranges(key)));
        ranges.add(PendingKeys.ALL);
        whileNobodyUses(() -> {
            // Whoever still reads what was there before has ended now.
        });
        enter();
        try {
            database.purge(ranges);
        } finally {
            leave();
        }
        whileNobodyUses(database::reopen);
    }

    /** Waits a little at a time, so that others need not wait long behind it. */
    private void whileNobodyUses(Runnable action) {
        try {
            while (!inUse.writeLock().tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.sleep(WAIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsofException(ErrorCode.SERVER_UNAVAILABLE, "Cannot erase: it was interrupted. Try again.", e);
        }
        try {
            if (!isClosed) {
                action.run();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    /** Removes the blocks that views had before they were begun anew; nobody reads them. */
    public void removeForgottenBlocks() {
        enter();
        try {
            catalog.forgottenViews().forEach(this::removeBlocks);
        } finally {
            leave();
        }
    }

    /** The size of the files that the state is stored in, in bytes. */
    public long fileBytes() {
        enter();
        try {
            return database.fileBytes();
        } finally {
            leave();
        }
    }

    /** What the storage engine tells of itself. */
    public StorageFigures figures() {
        enter();
        try {
            return database.figures();
        } finally {
            leave();
        }
    }

    /** Whether the last change could be written; where not, questions are answered from what is there. */
    public boolean isWritable() {
        return isWritable;
    }

    /** The events as they are now. */
    public StateSnapshot snapshot() {
        enter();
        return new StateSnapshot(database, catalog, folds, knownBlocks, published, this::leave);
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
        return Optional.ofNullable(catalog.sources.get(name));
    }

    /** The view of this meaning that reads the source, if it is known. */
    public Optional<StoredView> view(String source, String fingerprint) {
        return source(source)
                .flatMap(id -> catalog.viewsOf(id).stream()
                        .filter(view -> view.fingerprint().equals(fingerprint))
                        .findFirst());
    }

    /** Whether a load of each source of the view was ever finished. */
    public boolean isLoaded(StoredView view) {
        StoredView now = catalog.views.get(view.id());
        return now != null && now.isLoaded();
    }

    /** Whether a load of a source into the view was ever finished. */
    public boolean isLoaded(StoredView view, int source) {
        StoredView now = catalog.views.get(view.id());
        return now != null && now.isLoaded(source);
    }

    /** The files of a source that were loaded, in no order. */
    public List<StoredFile> files(int source) {
        return catalog.filesOf(source);
    }

    /** A file of a source, if it was loaded. */
    public Optional<StoredFile> file(int source, String sha256) {
        return Optional.ofNullable(catalog.files.get(new Catalog.FileKey(source, sha256)));
    }

    /** The passes of a file of a source into a view, committed or not, oldest first. */
    public List<LoadPass> passes(StoredView view, int source, String sha256) {
        return catalog.passes(view.id(), source, sha256);
    }

    /** What was ingested into a source. */
    public SourceCounts counts(int source) {
        return catalog.counts.getOrDefault(source, SourceCounts.NONE);
    }

    /** The file of a source that was noted and not finished. */
    public Optional<Roll> roll(int source, Roll.Kind kind) {
        return catalog.roll(source, kind);
    }

    /** The files of the quarantine that are to be removed. */
    public List<EmptiedFile> emptiedFiles() {
        return List.copyOf(catalog.emptied);
    }

    /** The last sequence that was taken from a producer; 0 if none was. */
    public long lastSequence(int source, String producer) {
        enter();
        try {
            return database.get(Family.PRODUCERS, producerKey(source, producer))
                    .map(record -> RecordReader.read(record, RecordReader::getLong))
                    .orElse(0L);
        } finally {
            leave();
        }
    }

    static byte[] producerKey(int source, String producer) {
        return new RecordWriter()
                .putInt(source)
                .putBytes(producer.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .done();
    }

    /**
     * Events of a source that are not archived, in the order of their acceptance.
     *
     * @param lastMicros the greatest acceptance, inclusive
     * @param limit the most to return
     */
    public List<PendingEvent> pendingEvents(int source, long lastMicros, int limit) {
        List<PendingEvent> events = new ArrayList<>();
        enter();
        try {
            byte[] from = PendingKeys.ofEvent(source, 0);
            byte[] to = PendingKeys.ofEvent(source, Math.min(lastMicros, Long.MAX_VALUE - 1) + 1);
            database.scan(Family.PENDING, from, to, (key, record) -> {
                addEvents(PendingKeys.last(key), record, lastMicros, limit, events);
                return events.size() < limit;
            });
        } finally {
            leave();
        }
        return events;
    }

    private void addEvents(long firstMicros, byte[] record, long lastMicros, int limit, List<PendingEvent> into) {
        Schema schema = catalog.schema(PendingEvents.schema(record));
        long acceptedAt = firstMicros;
        for (byte[] row : PendingEvents.rows(record)) {
            if (acceptedAt > lastMicros || into.size() == limit) {
                return;
            }
            into.add(new PendingEvent(acceptedAt++, schema, row));
        }
    }

    /**
     * Rows of a source that are not in the quarantine yet, by id.
     *
     * @param lastId the greatest id, inclusive
     * @param limit the most to return
     */
    public List<PendingRow> pendingQuarantine(int source, long lastId, int limit) {
        List<PendingRow> rows = new ArrayList<>();
        enter();
        try {
            byte[] from = PendingKeys.ofQuarantine(source, 0);
            byte[] to = PendingKeys.ofQuarantine(source, Math.min(lastId, Long.MAX_VALUE - 1) + 1);
            database.scan(Family.PENDING, from, to, (key, value) -> {
                rows.add(PendingRow.decode(PendingKeys.last(key), value));
                return rows.size() < limit;
            });
        } finally {
            leave();
        }
        return rows;
    }

    /** Closes the store, once nobody uses it any more; a load in bulk is broken off. */
    @Override
    public void close() {
        bulkTurn.close(this::closeUnused);
    }

    private void closeUnused() {
        inUse.writeLock().lock();
        try {
            if (!isClosed) {
                isClosed = true;
                database.close();
                ownership.close();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private void enter() {
        inUse.readLock().lock();
        if (isClosed) {
            inUse.readLock().unlock();
            throw new AsofException(
                    ErrorCode.SERVER_UNAVAILABLE, "Cannot use the online store: it is closed. Try again later.");
        }
    }

    private void leave() {
        inUse.readLock().unlock();
    }
}
