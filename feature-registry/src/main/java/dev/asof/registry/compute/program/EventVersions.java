package dev.asof.registry.compute.program;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which events share a unique key. Groups of one are left out: such an event has no other version. Within a group, events
 * stand in version order, each with a mark whether it is a retry of the one before.
 *
 * <p>Of the versions that a question knows the greatest stands, and of consecutive retries only the first exists. So the
 * event that stands is the first of the last run of retries among the known ones.
 */
final class EventVersions {
    /** The group of an event that has no other version. */
    static final int NO_GROUP = -1;

    /** Stands for no event. */
    static final int NO_EVENT = -1;

    private final int[] events;
    private final int[] groupStarts;
    private final int[] entityGroups;
    private final int[] groupOf;
    private final EventOrder order;
    private final ColumnBatch kept;

    private EventVersions(EventOrder order, ColumnBatch kept, int[] events, int[] groupStarts, int[] entityGroups) {
        this.order = order;
        this.kept = kept;
        this.events = events;
        this.groupStarts = groupStarts;
        this.entityGroups = entityGroups;
        this.groupOf = groupOf(events, groupStarts, kept.rowCount());
    }

    private static int[] groupOf(int[] events, int[] groupStarts, int eventCount) {
        int[] groupOf = new int[events.length == 0 ? 0 : eventCount];
        Arrays.fill(groupOf, NO_GROUP);
        for (int group = 0; group + 1 < groupStarts.length; group++) {
            for (int i = groupStarts[group]; i < groupStarts[group + 1]; i++) {
                groupOf[events[i]] = group;
            }
        }
        return groupOf;
    }

    static EventVersions of(EventOrder order, ColumnBatch kept, int[] entityStarts) {
        int entityCount = entityStarts.length - 1;
        if (!order.uniqueKey().isDeclared()) {
            return new EventVersions(order, kept, new int[0], new int[1], new int[entityCount + 1]);
        }
        return new Grouping(order, kept).group(entityStarts);
    }

    /** Whether every event of the entity has one version. */
    boolean areSingle(int entity) {
        return entityGroups[entity] == entityGroups[entity + 1];
    }

    /** The first group of the entity. */
    int firstGroup(int entity) {
        return entityGroups[entity];
    }

    /** The number of groups of the entity. */
    int groupCount(int entity) {
        return entityGroups[entity + 1] - entityGroups[entity];
    }

    /** The event's group, or {@link #NO_GROUP} if it has no other version. */
    int group(int event) {
        return groupOf[event];
    }

    /** The versions of one event, in version order. */
    IntStream versions(int group) {
        return Arrays.stream(events, groupStarts[group], groupStarts[group + 1]);
    }

    /** Whether the event stands once all of its versions are known. */
    boolean standsInTheEnd(int event) {
        int group = groupOf.length == 0 ? NO_GROUP : groupOf[event];
        return group == NO_GROUP || standing(group, each -> true) == event;
    }

    /** The version that stands among the known ones; {@link #NO_EVENT} if none is known. */
    int standing(int group, IntPredicate isKnown) {
        int standing = NO_EVENT;
        int previous = NO_EVENT;
        for (int i = groupStarts[group]; i < groupStarts[group + 1]; i++) {
            int event = events[i];
            if (isKnown.test(event)) {
                boolean isRetry = previous != NO_EVENT && order.compareRetries(kept, previous, event) == 0;
                standing = isRetry ? standing : event;
                previous = event;
            }
        }
        return standing;
    }

    /** Finds the groups of more than one event. */
    private static final class Grouping {
        private final EventOrder order;
        private final ColumnBatch kept;
        private int[] events = new int[16];
        private int eventCount;
        private int[] groupStarts = new int[16];
        private int groupCount;

        Grouping(EventOrder order, ColumnBatch kept) {
            this.order = order;
            this.kept = kept;
        }

        EventVersions group(int[] entityStarts) {
            int[] entityGroups = new int[entityStarts.length];
            for (int entity = 0; entity + 1 < entityStarts.length; entity++) {
                groupEntity(entityStarts[entity], entityStarts[entity + 1]);
                entityGroups[entity + 1] = groupCount;
            }
            return new EventVersions(
                    order,
                    kept,
                    Arrays.copyOf(events, eventCount),
                    Arrays.copyOf(groupStarts, groupCount + 1),
                    entityGroups);
        }

        private void groupEntity(int from, int to) {
            int[] keyed = IntStream.range(from, to)
                    .filter(event -> order.uniqueKey().isWhole(kept, event))
                    .toArray();
            RowSort.sort(keyed, 0, keyed.length, (event, other) -> {
                int byKey = order.uniqueKey().compare(kept, event, other);
                return byKey != 0 ? byKey : order.compareVersions(kept, event, other);
            });
            int start = 0;
            for (int i = 1; i <= keyed.length; i++) {
                if (i == keyed.length || order.uniqueKey().compare(kept, keyed[start], keyed[i]) != 0) {
                    addGroup(keyed, start, i);
                    start = i;
                }
            }
        }

        private void addGroup(int[] keyed, int from, int to) {
            if (to - from < 2) {
                return;
            }
            if (eventCount + to - from > events.length) {
                events = Arrays.copyOf(events, Math.max(2 * events.length, eventCount + to - from));
            }
            System.arraycopy(keyed, from, events, eventCount, to - from);
            eventCount += to - from;
            groupCount++;
            if (groupCount == groupStarts.length) {
                groupStarts = Arrays.copyOf(groupStarts, 2 * groupStarts.length);
            }
            groupStarts[groupCount] = eventCount;
        }
    }
}
