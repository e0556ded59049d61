package dev.asof.online.state;

import dev.asof.online.state.bulk.BulkAppends;
import dev.asof.online.state.bulk.BulkTurn;
import dev.asof.online.state.bulk.FrameTimes;
import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.entity.EntityFold;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Loads in bulk, one at a time, and which views they are of. Thread-safe. */
final class BulkLoads {
    private static final String FOLDER = "bulk";

    private final StoreUse use;
    private final Database database;
    private final Catalog catalog;
    private final ViewBlocks blocks;
    private final StateOptions options;
    private final Path folder;
    private final Predicate<byte[]> isErased;
    private final BulkTurn turn = new BulkTurn();

    /** Nothing of theirs goes into blocks by other ways. Changed while nobody writes. */
    private Set<Integer> views = Set.of();

    /**
     * @param folder the store's
     * @param isErased whether a key is one of an erased entity
     */
    BulkLoads(
            StoreUse use,
            Database database,
            Catalog catalog,
            ViewBlocks blocks,
            StateOptions options,
            Path folder,
            Predicate<byte[]> isErased) {
        this.use = use;
        this.database = database;
        this.catalog = catalog;
        this.blocks = blocks;
        this.options = options;
        this.folder = folder.resolve(FOLDER);
        this.isErased = isErased;
    }

    /** Removes what a killed load left in the store's folder. */
    static void removeLeftovers(Path folder) {
        BulkAppends.removeFolder(folder.resolve(FOLDER));
    }

    /** The numbers of the views that are loaded; asked while nobody else writes. */
    Set<Integer> views() {
        return views;
    }

    /** See {@link StateStore#beginBulk}. */
    Optional<BulkAppends> begin(Set<StoredView> loaded, long rows, Map<Integer, FeatureProgram> programs) {
        if (rows < options.bulk().fromRows()
                || !loaded.stream().allMatch(view -> programs.containsKey(view.id()) && !hasEventsOfFiles(view))
                || !turn.begin()) {
            return Optional.empty();
        }
        Optional<BulkAppends> begun = Optional.empty();
        try {
            keepOthersOut(loaded);
            if (!isAnyInBlocks(loaded)) {
                begun = Optional.of(appends(programs));
            }
            return begun;
        } finally {
            if (begun.isEmpty()) {
                end();
            }
        }
    }

    private boolean hasEventsOfFiles(StoredView view) {
        return catalog.passesOf(view).stream().anyMatch(LoadPass::isCommitted);
    }

    /** Keeps what comes by other ways out of the views' blocks, and removes what no record leads to. */
    private void keepOthersOut(Set<StoredView> loaded) {
        use.whileNobodyWrites(() -> {
            views = loaded.stream().map(StoredView::id).collect(Collectors.toSet());
        });
        use.whileOpen(() -> loaded.forEach(blocks::removeUnreferenced));
    }

    private boolean isAnyInBlocks(Set<StoredView> loaded) {
        return use.whileOpen(() -> loaded.stream().anyMatch(blocks::isAny));
    }

    private BulkAppends appends(Map<Integer, FeatureProgram> programs) {
        try {
            DurableFolder.create(folder);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot create the folder " + folder + ": " + FileProblem.reason(e, folder) + ".",
                    e);
        }
        EntityFold fold = new EntityFold(database, catalog, options.blocks(), programs, view -> OptionalLong.empty());
        return new BulkAppends(database, catalog, fold, options, new FrameTimes(programs), folder, new Store());
    }

    private void end() {
        try {
            use.whileNobodyWrites(() -> {
                views = Set.of();
            });
        } finally {
            turn.end();
        }
    }

    /** Does something once nobody loads in bulk any more; who does so now is asked to break off. */
    void close(Runnable closing) {
        turn.close(closing);
    }

    /** The store, as a load sees it. */
    private final class Store implements BulkAppends.Owner {
        @Override
        public void whileNobodyWrites(Runnable action) {
            use.whileNobodyWrites(action);
        }

        @Override
        public <T> T whileInUse(Supplier<T> action) {
            return use.whileOpen(action);
        }

        @Override
        public boolean isErased(byte[] key) {
            return isErased.test(key);
        }

        @Override
        public void requireOpen() {
            turn.requireOpen();
        }

        @Override
        public void end() {
            BulkLoads.this.end();
        }
    }
}
