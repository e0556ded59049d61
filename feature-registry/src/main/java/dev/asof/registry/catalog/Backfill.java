package dev.asof.registry.catalog;

import java.util.List;

/**
 * A new version of a view whose past events have to be loaded before it can be served.
 *
 * @param origins its sources, by name
 * @param needs what the online store will keep of it
 */
public record Backfill(VersionedName view, List<Origin> origins, StateNeeds needs) {

    public Backfill {
        origins = List.copyOf(origins);
    }

    /**
     * A source that is to be loaded.
     *
     * @param path where its files lie
     */
    public record Origin(String source, String path) {}
}
