package dev.asof.registry.compute.program;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Arrays;

/**
 * Which events share a unique key. Groups of one are left out: such an event has no other version. Within a group, events
 * stand in version order, each with a mark whether it is a retry of the one before.
 *
 * <p>Of the versions that a question knows the greatest stands, and of consecutive retries only the first exists. So the
 * event that stands is the first of the last run of retries among the known ones.
 */
final class EventVersions {
    private final int[] events;
    private final int[] groupStarts;
    private final int[] entityGroups;
    private final EventOrder order;
    private final ColumnBatch kept;

    private EventVersions(EventOrder order, ColumnBatch kept, int[] events, int[] groupStarts, int[] entityGroups) {
        this.order = order;
        this.kept = kept;
        this.events = events;
        this.groupStarts = groupStarts;
        this.entityGroups = entityGroups;
    }

    static EventVersions of(EventOrder order, ColumnBatch kept, int[] entityStarts) {
        int entityCount = entityStarts.length - 1;
        if (!order.hasUniqueKey()) {
            return new EventVersions(order, kept, new int[0], new int[1], new int[entityCount + 1]);
        }
        return new Grouping(order, kept).group(entityStarts);
    }

    /** Whether every event of the entity has one version. */
    boolean areSingle(int entity) {
        return entityGroups[entity] == entityGroups[entity + 1];
    }

    /**
     * Clears the mark of each event of the entity that another version replaces or that a retry repeats.
     *
     * @param known per event of the entity, counted from {@code entityStart}, whether the question knows it
     */
    void keepStanding(int entity, int entityStart, boolean[] known) {
        for (int group = entityGroups[entity]; group < entityGroups[entity + 1]; group++) {
            keepStandingOf(group, entityStart, known);
        }
    }

    private void keepStandingOf(int group, int entityStart, boolean[] known) {
        int standing = -1;
        int previous = -1;
        for (int i = groupStarts[group]; i < groupStarts[group + 1]; i++) {
            int event = events[i];
            if (!known[event - entityStart]) {
                continue;
            }
            known[event - entityStart] = false;
            boolean isRetry = previous >= 0 && order.compareRetries(kept, previous, event) == 0;
            standing = isRetry ? standing : event;
            previous = event;
        }
        if (standing >= 0) {
            known[standing - entityStart] = true;
        }
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
            int[] keyed = java.util.stream.IntStream.range(from, to)
                    .filter(event -> order.hasWholeUniqueKey(kept, event))
                    .toArray();
            RowSort.sort(keyed, 0, keyed.length, (event, other) -> {
                int byKey = order.compareUniqueKeys(kept, event, other);
                return byKey != 0 ? byKey : order.compareVersions(kept, event, other);
            });
            int start = 0;
            for (int i = 1; i <= keyed.length; i++) {
                if (i == keyed.length || order.compareUniqueKeys(kept, keyed[start], keyed[i]) != 0) {
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
