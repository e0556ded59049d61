package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.online.state.entity.BlockReads;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.EntityRecord;
import java.util.concurrent.atomic.AtomicBoolean;

/** The blocks of whole views. To be used while the database is open. */
final class ViewBlocks {
    private final Database database;
    private final Catalog catalog;

    ViewBlocks(Database database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** Removes the blocks that views had before they were begun anew; nobody reads them. */
    void removeForgotten() {
        catalog.forgottenViews().forEach(this::remove);
    }

    /** Removes a view's blocks if no record leads to them: a load left them that was killed, or whose records found no room. */
    void removeUnreferenced(StoredView view) {
        if (isAny(view) && !hasRoots(view)) {
            remove(view.id());
        }
    }

    /** Whether a view has blocks. */
    boolean isAny(StoredView view) {
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

    private void remove(int view) {
        byte[] from = BlockKeys.ofView(view);
        byte[] to = BlockKeys.ofView(view + 1);
        database.deleteAll(Family.BLOCKS, from, to);
        database.deleteAll(Family.VERSIONS, from, to);
    }
}
