package dev.asof.offline.sweep;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnMemory;
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

    /** About what its largest partition takes in memory. */
    long largestPartitionBytes() {
        int most = 0;
        for (int partition = 0; partition + 1 < partitionStarts.length; partition++) {
            most = Math.max(most, size(partition));
        }
        return (long) ((double) bytes() * most / Math.max(1, size()));
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
}
