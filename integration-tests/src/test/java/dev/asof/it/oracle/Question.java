package dev.asof.it.oracle;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about an entity. Times are microseconds since the epoch.
 *
 * @param key the entity's keys, in its order
 * @param other the keys of a second entity of the kind, which plays another role
 * @param request the values that come with the question, by column; null for null
 * @param knownAt by when an event must have arrived; {@code asOf} if not given
 * @param acceptedBy by when the server must have accepted an event; no bound if not given
 */
public record Question(
        List<Object> key,
        List<Object> other,
        Map<String, @Nullable Object> request,
        long asOf,
        OptionalLong knownAt,
        OptionalLong acceptedBy) {
    public Question {
        key = List.copyOf(key);
        other = List.copyOf(other);
        request = Collections.unmodifiableMap(new TreeMap<>(request));
    }

    /** A question about one entity alone. */
    public Question(List<Object> key, long asOf, OptionalLong knownAt, OptionalLong acceptedBy) {
        this(key, key, Map.of(), asOf, knownAt, acceptedBy);
    }

    /** The same about the other entity. */
    public Question aboutOther() {
        return new Question(other, other, request, asOf, knownAt, acceptedBy);
    }
}
