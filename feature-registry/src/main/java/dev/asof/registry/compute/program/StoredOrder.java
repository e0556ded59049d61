package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.hash.XxHash64;
import dev.asof.registry.compute.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A total order of stored events: the order of events, and of alike events that of their unique keys or else of where
 * they come from. Events that are equal in it are one event, stored more than once.
 */
final class StoredOrder {
    private final EventOrder order;
    private final int[] keyColumns;
    private final BlockStorage storage;

    StoredOrder(EventOrder order, List<String> uniqueKey, Schema kept, BlockStorage storage) {
        this.order = order;
        this.keyColumns = uniqueKey.stream().mapToInt(kept::indexOf).toArray();
        this.storage = storage;
    }

    boolean hasUniqueKey() {
        return order.uniqueKey().isDeclared();
    }

    boolean isVersion(KeptEvents events, int event) {
        return order.uniqueKey().isWhole(events.rows(), event);
    }

    long time(KeptEvents events, int event) {
        return order.eventTimes(events.rows())[event];
    }

    /** The time at which a question can know an event. */
    long knowledge(KeptEvents events, int event) {
        return order.arrivals(events.rows())[event];
    }

    int compare(KeptEvents events, int event, int other) {
        int byOrder = order.compareEvents(events.rows(), event, other);
        if (byOrder != 0) {
            return byOrder;
        }
        int byKey = order.uniqueKey().compare(events.rows(), event, other);
        return byKey != 0 || isVersion(events, event) ? byKey : compareOrigins(events, event, other);
    }

    private int compareOrigins(KeptEvents events, int event, int other) {
        int bySource =
                Long.compare(storage.sourceOf(events.origins()[event]), storage.sourceOf(events.origins()[other]));
        return bySource != 0 ? bySource : Long.compare(events.positions()[event], events.positions()[other]);
    }

    int compare(KeptEvents events, int event, KeptEvents others, int other) {
        return compare(KeptEvents.concat(List.of(events.only(event), others.only(other))), 0, 1);
    }

    /** The hash of an event's unique key, which is whole. */
    long keyHash(KeptEvents events, int event) {
        StateWriter key = new StateWriter();
        for (int column : keyColumns) {
            key.putValue(events.rows().column(column), event);
        }
        byte[] bytes = key.toBytes();
        return XxHash64.of(bytes, 0, bytes.length);
    }

    /** Whether two lists are of the same events from the same origins. */
    boolean areSame(KeptEvents events, KeptEvents others) {
        if (!Arrays.equals(events.origins(), others.origins())
                || !Arrays.equals(events.positions(), others.positions())) {
            return false;
        }
        KeptEvents both = KeptEvents.concat(List.of(events, others));
        return IntStream.range(0, events.size()).allMatch(i -> compare(both, i, events.size() + i) == 0);
    }

    /** Orders events with a whole unique key by it, and those of one key as versions. */
    int compareVersions(KeptEvents events, int event, int other) {
        int byKey = compareKeys(events, event, other);
        return byKey != 0 ? byKey : order.compareVersions(events.rows(), event, other);
    }

    /** Whether of two versions of one event the later one is a retry, if no other one lies between. */
    boolean isRetry(KeptEvents events, int version, int other) {
        return order.compareRetries(events.rows(), version, other) == 0;
    }

    /** Orders events with a whole unique key by it. */
    int compareKeys(KeptEvents events, int event, int other) {
        return order.uniqueKey().compare(events.rows(), event, other);
    }

    /**
     * Of events that are equal in this order those that stay: the one that was accepted first; of those that are not
     * visible yet all that may become so, one an origin.
     */
    int[] survivors(KeptEvents events, int[] equal) {
        if (equal.length == 1) {
            return equal;
        }
        int first = equal[0];
        for (int event : equal) {
            first = acceptedAt(events, event) < acceptedAt(events, first) ? event : first;
        }
        if (acceptedAt(events, first) != BlockStorage.NOT_YET) {
            return new int[] {first};
        }
        long[] origins = events.origins();
        return IntStream.range(0, equal.length)
                .filter(i -> IntStream.range(0, i).noneMatch(before -> origins[equal[before]] == origins[equal[i]]))
                .map(i -> equal[i])
                .toArray();
    }

    long acceptedAt(KeptEvents events, int event) {
        return acceptedAt(events.origins()[event]);
    }

    long acceptedAt(long origin) {
        return storage.acceptedAt(origin);
    }
}
