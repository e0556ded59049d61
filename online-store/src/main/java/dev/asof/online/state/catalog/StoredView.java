package dev.asof.online.state.catalog;

import dev.asof.registry.compute.schema.Schema;

/**
 * A view's version, as the state knows it. Views of one source with one fingerprint are one stored view.
 *
 * @param id the number that its events carry
 * @param fingerprint of its meaning
 * @param source the number of its source
 * @param entity the number of its entity; an entity's events in all views are read at once
 * @param kept the columns of its rows
 * @param loading whether a load of it was ever finished
 */
public record StoredView(int id, String fingerprint, int source, int entity, Schema kept, Loading loading) {

    /** How far the loading of a view is. */
    public enum Loading {
        /** No load was finished: questions cannot be answered. */
        NOT_LOADED,
        /** A load was finished: questions are answered. */
        LOADED
    }

    public boolean isLoaded() {
        return loading == Loading.LOADED;
    }

    public StoredView loaded() {
        return new StoredView(id, fingerprint, source, entity, kept, Loading.LOADED);
    }

    /** The view under another number, with nothing loaded. */
    public StoredView anew(int otherId) {
        return new StoredView(otherId, fingerprint, source, entity, kept, Loading.NOT_LOADED);
    }
}
