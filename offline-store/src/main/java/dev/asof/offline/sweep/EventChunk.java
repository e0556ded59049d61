package dev.asof.offline.sweep;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnMemory;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Some events of views of one {@link ViewGroup}, each of an entity that is asked about, partition by partition.
 *
 * @param views the views whose events they are, as positions in the group
 * @param partitionStarts where each partition's events begin, and the last one's end
 * @param entity per event the number that its entity has in its partition
 * @param kept the columns that these views' programs keep
 * @param acceptedAt per event when the server accepted it; null where each is always accepted
 */
record EventChunk(BitSet views, int[] partitionStarts, int[] entity, ColumnBatch kept, long @Nullable [] acceptedAt) {

    int size() {
        return entity.length;
    }

    /** How many events are in a partition. */
    int size(int partition) {
        return end(partition) - start(partition);
    }

    /** The first event of a partition. */
    int start(int partition) {
        return partitionStarts[partition];
    }

    /** The end of a partition's events, exclusive. */
    int end(int partition) {
        return partitionStarts[partition + 1];
    }

    /** About what it takes in memory; values that text shares with other chunks are counted for each. */
    long bytes() {
        long bytes = (long) size() * Integer.BYTES + (long) partitionStarts.length * Integer.BYTES;
        if (acceptedAt != null) {
            bytes += (long) size() * Long.BYTES;
        }
        for (Column column : kept.columns()) {
            bytes += ColumnMemory.bytes(column);
        }
        return bytes;
    }

    /** Per event its time. */
    long[] times(String eventTime) {
        return ((LongColumn) kept.column(eventTime)).values();
    }

    /** Some events, all of one partition. */
    EventChunk only(int partition, int[] events) {
        int[] starts = new int[partitionStarts.length];
        Arrays.fill(starts, partition + 1, starts.length, events.length);
        return new EventChunk(
                views,
                starts,
                Arrays.stream(events).map(event -> entity[event]).toArray(),
                kept.gather(events),
                acceptedAt == null
                        ? null
                        : Arrays.stream(events)
                                .mapToLong(event -> acceptedAt[event])
                                .toArray());
    }
}
