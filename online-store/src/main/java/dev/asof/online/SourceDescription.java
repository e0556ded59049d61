package dev.asof.online;

import dev.asof.registry.catalog.EventSource;
import java.util.Set;

/**
 * What a source's events look like.
 *
 * @param entityKeys the columns that hold a part of an entity's key
 * @param lastSequence the last sequence that was taken from the producer that was asked about; 0 if none was
 */
public record SourceDescription(EventSource source, Set<String> entityKeys, long lastSequence) {

    public SourceDescription {
        entityKeys = Set.copyOf(entityKeys);
    }
}
