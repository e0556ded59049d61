package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.registry.erasure.Tombstones;

/** Which keys of {@link Family#ENTITIES} are of erased entities. Thread-safe. */
final class ErasedKeys {
    private final Catalog catalog;
    private final Tombstones tombstones;

    ErasedKeys(Catalog catalog, Tombstones tombstones) {
        this.catalog = catalog;
        this.tombstones = tombstones;
    }

    Tombstones tombstones() {
        return tombstones;
    }

    boolean contains(byte[] key) {
        if (tombstones.isEmpty()) {
            return false;
        }
        return catalog.entity(EntityKeys.entityOf(key))
                .map(entity -> tombstones.contains(entity.name(), entity.keys(), EntityKeys.valuesOf(key)))
                .orElse(false);
    }
}
