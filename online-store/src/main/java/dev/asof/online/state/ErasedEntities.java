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
    }

    ErasedKeys keys() {
        return keys;
    }

    /** The entities that nothing is stored of. */
    public Tombstones tombstones() {
        return keys.tombstones();
    }

    /** Stores nothing of these entities from now on; what is stored is for {@link #remove} to remove. */
    public void passOver(Tombstones tombstones) {
        use.whileNobodyWrites(() -> {
            keys = new ErasedKeys(catalog, tombstones);
        });
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

    /** Removes all that is stored under these keys, durably. */
    public void remove(List<byte[]> stored) {
        EntityErasure erasure = erasure();
        for (byte[] key : stored) {
            use.whileNobodyWrites(() -> folds.fold(List.of(key), () -> {
                try (Batch batch = database.batch()) {
                    erasure.delete(key, batch);
                    batch.write(Durability.SYNCED);
                }
                versions.change(EntityKeys.hash(key));
            }));
        }
    }

    /**
     * Sees to it that no file has anything any more of what was {@linkplain #remove removed} under these keys.
     *
     * @throws AsofException SERVER_UNAVAILABLE if this thread is interrupted meanwhile
     */
    public void purge(List<byte[]> removed) {
        EntityErasure erasure = erasure();
        List<KeyRange> ranges = new ArrayList<>();
        removed.forEach(key -> ranges.addAll(erasure.ranges(key)));
        ranges.add(PendingKeys.ALL);
        try {
            purgeRanges(ranges);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsofException(ErrorCode.SERVER_UNAVAILABLE, "Cannot erase: it was interrupted. Try again.", e);
        }
    }

    private void purgeRanges(List<KeyRange> ranges) throws InterruptedException {
        use.whileNobodyUses(() -> {
            // Whoever still reads what was there before has ended now.
        });
        use.whileOpen(() -> database.purge(ranges));
        use.whileNobodyUses(database::reopen);
    }

    private EntityErasure erasure() {
        return new EntityErasure(database, catalog, programs.get());
    }
}
