package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.KeyRange;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.FoldVersions;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Entities that are erased from the state: nothing is stored of them, and what was stored is removed. Thread-safe. */
public final class ErasedEntities {
    private final StoreUse use;
    private final Database database;
    private final Catalog catalog;
    private final FoldVersions folds;
    private final EntityVersions versions;
    private final Supplier<Map<Integer, FeatureProgram>> programs;
    private volatile ErasedKeys keys;
    private volatile ErasedKeys hidden;

    ErasedEntities(
            StoreUse use,
            Database database,
            Catalog catalog,
            FoldVersions folds,
            EntityVersions versions,
            Supplier<Map<Integer, FeatureProgram>> programs) {
        this.use = use;
        this.database = database;
        this.catalog = catalog;
        this.folds = folds;
        this.versions = versions;
        this.programs = programs;
        this.keys = new ErasedKeys(catalog, Tombstones.NONE);
        this.hidden = keys;
    }

    ErasedKeys keys() {
        return keys;
    }

    /** Those of which something may be stored that nobody is to see. */
    ErasedKeys hidden() {
        return hidden;
    }

    /** The entities that nothing is stored of. */
    public Tombstones tombstones() {
        return keys.tombstones();
    }

    /**
     * Stores nothing of these entities from now on, and shows nothing of those of which something may be left; what is stored is for {@link #remove}
     * to remove.
     */
    public void passOver(Tombstones tombstones) {
        use.whileNobodyWrites(() -> {
            keys = new ErasedKeys(catalog, tombstones);
            hidden = new ErasedKeys(catalog, tombstones.only(tombstones.unfinished()));
            versions.changeAll();
        });
    }

    /** Looks for nothing that would have to be hidden any more: what was stored is removed. */
    public void hideNothing() {
        hidden = new ErasedKeys(catalog, Tombstones.NONE);
    }

    /** The keys of what is stored of these entities. */
    public List<byte[]> storedOf(Tombstones tombstones) {
        List<byte[]> stored = new ArrayList<>();
        ErasedKeys sought = new ErasedKeys(catalog, tombstones);
        use.whileOpen(() -> database.scanKeys(Family.ENTITIES, new byte[0], key -> {
            if (sought.contains(key)) {
                stored.add(key);
            }
        }));
        return stored;
    }

    /** What is stored under a key, which {@link #remove} would remove. */
    public ErasureReceipt.State storedUnder(byte[] key) {
        return use.whileOpen(() -> erasure().count(key));
    }

    /** Removes all that is stored under a key, durably; files may have it until they are {@linkplain #purge purged}. */
    public void remove(byte[] key) {
        EntityErasure erasure = erasure();
        use.whileNobodyWrites(() -> folds.fold(List.of(key), () -> {
            try (Batch batch = database.batch()) {
                erasure.delete(key, batch);
                catalog.change(batch).putRemoved(key);
                batch.write(Durability.SYNCED);
            }
            versions.change(EntityKeys.hash(key));
        }));
    }

    /**
     * Sees to it that no file has anything any more of what was {@linkplain #remove removed}, be it by a process that was killed since.
     *
     * @throws AsofException SERVER_UNAVAILABLE if this thread is interrupted meanwhile; IO_FAILED or CORRUPT_DATA if files cannot be rewritten
     */
    public void purge() {
        try {
            List<byte[]> removed = use.whileOpen(() -> Catalog.removed(database));
            purgeUnread(ranges(removed));
            forget(removed);
            purgeUnread(List.of(Catalog.REMOVED));
            use.whileNobodyUses(database::reopen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsofException(ErrorCode.SERVER_UNAVAILABLE, "Cannot erase: it was interrupted. Try again.", e);
        }
    }

    private List<KeyRange> ranges(List<byte[]> removed) {
        EntityErasure erasure = erasure();
        List<KeyRange> ranges = new ArrayList<>(List.of(PendingKeys.ALL));
        removed.forEach(key -> ranges.addAll(erasure.ranges(key)));
        return ranges;
    }

    /** Once nobody reads any more what was there before it was deleted. */
    private void purgeUnread(List<KeyRange> ranges) throws InterruptedException {
        use.whileNobodyUses(() -> {
            // Whoever still reads what was there before has ended now.
        });
        use.whileRewriting(() -> database.purge(ranges));
    }

    /** The keys by which a source's rejected rows are known as sent, those of its events among them that {@link SeenKey#isAmongRejected} tells of. */
    public List<byte[]> seenRejected(int source) {
        List<byte[]> keys = new ArrayList<>();
        KeyRange range = SeenKey.ofNobodyKnows(source);
        use.whileOpen(() -> database.scan(range.family(), range.from(), range.to(), (key, nothing) -> keys.add(key)));
        return keys;
    }

    private void forget(List<byte[]> removed) {
        use.whileNobodyWrites(() -> {
            try (Batch batch = database.batch()) {
                removed.forEach(catalog.change(batch)::forgetRemoved);
                batch.write(Durability.SYNCED);
            }
        });
    }

    private EntityErasure erasure() {
        return new EntityErasure(database, catalog, programs.get());
    }
}
