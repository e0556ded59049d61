package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.CatalogChange;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.entity.EntityAppends;
import dev.asof.online.state.entity.EntityFold;
import dev.asof.online.state.entity.FoldVersions;
import dev.asof.registry.compute.program.FeatureProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rewrites the records of entities to which much was appended. For who writes, after the write. */
final class TailFolds {
    private static final int STEPS_OF_A_HORIZON = 64;

    private final Database database;
    private final Catalog catalog;
    private final BlockOptions options;
    private final FoldVersions folds;
    private final Meanings meanings;
    private final BulkLoads bulkLoads;
    private final TailCounts tails = new TailCounts();

    TailFolds(
            Database database,
            Catalog catalog,
            BlockOptions options,
            FoldVersions folds,
            Meanings meanings,
            BulkLoads bulkLoads) {
        this.database = database;
        this.catalog = catalog;
        this.options = options;
        this.folds = folds;
        this.meanings = meanings;
        this.bulkLoads = bulkLoads;
    }

    /**
     * Rewrites the records that grew long by what was appended. That fails at most for itself: what was written before stays and is read.
     *
     * @param publishedMicros the greatest acceptance
     */
    void fold(EntityAppends appends, long publishedMicros) {
        List<byte[]> grown = grown(appends);
        if (!grown.isEmpty()) {
            moveHorizons(publishedMicros);
            Map<Integer, FeatureProgram> programs = meanings.programs();
            programs.keySet().removeAll(bulkLoads.views());
            EntityFold fold = new EntityFold(database, catalog, options, programs, catalog::horizon);
            folds.fold(grown, () -> fold.fold(grown));
        }
    }

    private List<byte[]> grown(EntityAppends appends) {
        List<byte[]> grown = new ArrayList<>();
        appends.forEachCount((key, events) -> {
            if (tails.add(key, events) >= options.tailEvents()) {
                tails.clear(key);
                grown.add(key);
            }
        });
        return grown;
    }

    /** Notes how far the horizons have moved, in steps, before anything is taken out. */
    private void moveHorizons(long publishedMicros) {
        Map<Integer, Long> moved = new HashMap<>();
        meanings.all()
                .forEach((view, meaning) -> meaning.horizonMicros().ifPresent(span -> {
                    long horizon = publishedMicros - span;
                    if (horizon - span / STEPS_OF_A_HORIZON
                            >= catalog.horizon(view).orElse(Long.MIN_VALUE)) {
                        moved.put(view, horizon);
                    }
                }));
        if (!moved.isEmpty()) {
            try (Batch batch = database.batch()) {
                CatalogChange change = catalog.change(batch);
                moved.forEach(change::putHorizon);
                batch.write(Durability.BUFFERED);
                change.afterwards();
            }
        }
    }
}
