package dev.asof.offline.sweep;

/**
 * Spreads the numbers of entities over partitions, a power of two of them, each with numbers of its own from 0: entity
 * {@code n} is number {@code n / count} of partition {@code n % count}.
 *
 * @param entityCount the number of entities
 * @param bits the logarithm of the number of partitions
 */
record EntityPartitions(int entityCount, int bits) {
    private static final int PARTITIONS_PER_THREAD = 4;

    /** As many as the caches of a processor like: what a thread sorts at a time should fit. */
    private static final long EVENTS_PER_PARTITION = 1 << 17;

    /** So many that the answers to them are little, however long they are. */
    private static final long QUESTIONS_PER_PARTITION = 1 << 13;

    private static final int MOST_BITS = 12;

    /** Partitions for about so many events and questions on {@code threads} threads. */
    static EntityPartitions of(int entityCount, long events, long questions, int threads) {
        long wanted = Math.max(
                (long) threads * PARTITIONS_PER_THREAD,
                Math.max(events / EVENTS_PER_PARTITION, questions / QUESTIONS_PER_PARTITION));
        int bits = Long.SIZE - Long.numberOfLeadingZeros(wanted - 1);
        return new EntityPartitions(entityCount, Math.min(bits, MOST_BITS));
    }

    int count() {
        return 1 << bits;
    }

    int partition(int entity) {
        return entity & (count() - 1);
    }

    int local(int entity) {
        return entity >>> bits;
    }

    /** How many entities a partition has. */
    int size(int partition) {
        return (entityCount - partition + count() - 1) >>> bits;
    }

    /**
     * The rows of each partition, from the entity of each row; within a partition in the order of the rows. Rows of {@link
     * EntityIndex#ABSENT} are in none.
     */
    PartitionedRows split(int[] entity) {
        int[] starts = new int[count() + 1];
        for (int number : entity) {
            if (number != EntityIndex.ABSENT) {
                starts[partition(number) + 1]++;
            }
        }
        for (int partition = 0; partition < count(); partition++) {
            starts[partition + 1] += starts[partition];
        }
        int[] next = starts.clone();
        int[] rows = new int[starts[count()]];
        int[] local = new int[rows.length];
        for (int row = 0; row < entity.length; row++) {
            int number = entity[row];
            if (number != EntityIndex.ABSENT) {
                int place = next[partition(number)]++;
                rows[place] = row;
                local[place] = local(number);
            }
        }
        return new PartitionedRows(rows, local, starts);
    }

    /**
     * Rows, partition by partition.
     *
     * @param rows those of partition {@code p} are {@code rows[starts[p]..starts[p + 1])}
     * @param local per one of them the number that its entity has in the partition
     */
    record PartitionedRows(int[] rows, int[] local, int[] starts) {
        /** About how much memory they take. */
        long bytes() {
            return (long) Integer.BYTES * (rows.length + local.length + starts.length);
        }
    }
}
