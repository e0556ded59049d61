package dev.asof.it.oracle;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is an event of a view. Times are microseconds since the epoch.
 *
 * @param retracted whether it takes itself back
 * @param uniqueKey what its versions share; empty if it has none
 * @param content what orders it among events of one time
 */
public record Event(
        List<Object> entity,
        long time,
        long arrival,
        List<@Nullable Object> uniqueKey,
        boolean retracted,
        List<@Nullable Object> content,
        Map<String, Object> values,
        long acceptedAt) {

    private static final Comparator<Event> BY_CONTENT =
            Comparator.comparing(Event::retracted).thenComparing(Event::content, ValueOrder.TUPLES);

    /** The order of the events of an entity. */
    static final Comparator<Event> ORDER = Comparator.comparingLong(Event::time)
            .thenComparingLong(Event::arrival)
            .thenComparing(BY_CONTENT);

    /** The order of the versions of an event. */
    static final Comparator<Event> VERSION_ORDER = Comparator.comparingLong(Event::arrival)
            .thenComparingLong(Event::time)
            .thenComparing(BY_CONTENT);

    /** Whether it is the other once more. */
    boolean repeats(Event other) {
        return time == other.time && BY_CONTENT.compare(this, other) == 0;
    }
}
