package dev.asof.offline.sweep;

/**
 * Spreads the numbers of entities over partitions, each with numbers of its own from 0: entity {@code n} is number
 * {@code n / count} of partition {@code n % count}.
 *
 * @param entityCount the number of entities
 * @param count the number of partitions, at least 1
 */
record EntityPartitions(int entityCount, int count) {

    int partition(int entity) {
        return entity % count;
    }

    int local(int entity) {
        return entity / count;
    }

    /** How many entities a partition has. */
    int size(int partition) {
        return (entityCount - partition + count - 1) / count;
    }

    /** The rows of each partition, from the entity of each row; within a partition in the order of the rows. */
    PartitionedRows split(int[] entity) {
        int[] starts = new int[count + 1];
        for (int number : entity) {
            starts[partition(number) + 1]++;
        }
        for (int partition = 0; partition < count; partition++) {
            starts[partition + 1] += starts[partition];
        }
        int[] next = starts.clone();
        int[] rows = new int[entity.length];
        for (int row = 0; row < entity.length; row++) {
            rows[next[partition(entity[row])]++] = row;
        }
        return new PartitionedRows(rows, starts);
    }

    /** Rows, partition by partition: those of {@code p} are {@code rows[starts[p]..starts[p + 1])}. */
    record PartitionedRows(int[] rows, int[] starts) {}
}
