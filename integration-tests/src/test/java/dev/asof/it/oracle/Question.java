package dev.asof.it.oracle;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is asked about an entity. Times are microseconds since the epoch.
 *
 * @param key the entity's keys, in its order
 * @param knownAt by when an event must have arrived; {@code asOf} if not given
 * @param acceptedBy by when the server must have accepted an event; no bound if not given
 */
public record Question(List<Object> key, long asOf, OptionalLong knownAt, OptionalLong acceptedBy) {
    public Question {
        key = List.copyOf(key);
    }
}
