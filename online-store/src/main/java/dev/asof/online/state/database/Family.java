package dev.asof.online.state.database;

import dev.asof.online.state.entity.BlockKeys;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.Frame;
import java.nio.charset.StandardCharsets;

/** The families of keys; a write is atomic over all of them. */
public enum Family {
    /** What is known of sources, views, files and loads; see the keys of the catalog. */
    META("default"),
    /** A record per entity, with its events in all views; see {@link EntityKeys} and {@link Frame}. */
    ENTITIES("entities"),
    /** The blocks of entities that have many events in a view; see {@link BlockKeys}. */
    BLOCKS("blocks"),
    /** Under which times the events of a unique key lie in blocks. */
    VERSIONS("versions"),
    /** The last sequence of each producer. */
    PRODUCERS("producers"),
    /** The content of ingested events that have a whole unique key. */
    SEEN("seen"),
    /** What is not in the archive or the quarantine yet. */
    PENDING("pending");

    private final String stored;

    Family(String stored) {
        this.stored = stored;
    }

    /** Whether a change looks at what it has written itself. */
    boolean isReadBack() {
        return switch (this) {
            case META, PRODUCERS -> true;
            case SEEN, ENTITIES, BLOCKS, VERSIONS, PENDING -> false;
        };
    }

    byte[] storedName() {
        return stored.getBytes(StandardCharsets.UTF_8);
    }
}
