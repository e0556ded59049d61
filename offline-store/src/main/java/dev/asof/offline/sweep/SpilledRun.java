package dev.asof.offline.sweep;

import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.Schema;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Events in a file, partition by partition, all of the same views.
 *
 * @param starts per partition where its bytes begin in the file
 * @param lengths how many they are
 * @param sizes how many they are before compression
 * @param counts how many events they are; 0 where there are no bytes
 */
record SpilledRun(
        SpillFile file, BitSet views, Schema schema, long[] starts, int[] lengths, int[] sizes, int[] counts) {

    /** @param chunks at least one, all of the same views */
    static SpilledRun write(SpillFile file, List<EventChunk> chunks, int partitions) {
        SpilledRun run = new SpilledRun(
                file,
                chunks.getFirst().views(),
                chunks.getFirst().kept().schema(),
                new long[partitions],
                new int[partitions],
                new int[partitions],
                new int[partitions]);
        for (int partition = 0; partition < partitions; partition++) {
            EventRows rows = PartitionEvents.join(chunks, partition, run.schema, Map.of());
            if (rows.entity().length > 0) {
                run.write(partition, rows);
            }
        }
        return run;
    }

    private void write(int partition, EventRows rows) {
        PackedBytes packed = EventBytes.pack(rows);
        starts[partition] = file.append(packed.compressed(), packed.length());
        lengths[partition] = packed.length();
        sizes[partition] = packed.size();
        counts[partition] = rows.entity().length;
    }

    /** The events of a partition, of which there are some. */
    EventChunk read(int partition) {
        byte[] bytes = new SpilledBytes(file, starts[partition], lengths[partition], sizes[partition]).read();
        EventRows rows = EventBytes.unpack(bytes, schema, counts[partition]);
        int[] partitionStarts = new int[counts.length + 1];
        Arrays.fill(partitionStarts, partition + 1, partitionStarts.length, counts[partition]);
        return new EventChunk(views, partitionStarts, rows.entity(), rows.kept(), rows.acceptedAt());
    }
}
