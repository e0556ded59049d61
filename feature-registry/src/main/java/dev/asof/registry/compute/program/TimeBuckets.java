package dev.asof.registry.compute.program;

/**
 * Buckets of rows: of each entity the same number of them, one after the other, each for as long a span of time. The rows of a bucket are all
 * later than those of the one before, or of a later entity.
 */
final class TimeBuckets {
    private final int[] entity;
    private final long[] times;
    private final long least;

    /** The logarithm of the number of an entity's buckets. */
    private final int bits;

    private final int timeBits;

    /** Where each bucket's next row goes, and where the last one's end. */
    private final int[] next;

    private TimeBuckets(int[] entity, int entityCount, long[] times, long least, int bits, int timeBits) {
        this.entity = entity;
        this.times = times;
        this.least = least;
        this.bits = bits;
        this.timeBits = timeBits;
        this.next = starts(entityCount << bits);
    }

    /** About as many as there are rows. */
    static TimeBuckets of(int[] entity, int entityCount, long[] times) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long time : times) {
            least = Math.min(least, time);
            greatest = Math.max(greatest, time);
        }
        int spanBits = times.length == 0 ? 0 : bits(greatest - least);
        int bits = bucketBits(times.length, entityCount, spanBits);
        return new TimeBuckets(entity, entityCount, times, least, bits, spanBits - bits);
    }

    /**
     * The logarithm of the number of an entity's buckets, all of which an array holds.
     *
     * @param spanBits the bits in which the times of all rows differ
     */
    static int bucketBits(int rows, int entityCount, int spanBits) {
        int most = Math.max(0, Integer.SIZE - 2 - bits(entityCount));
        return Math.min(Math.min(spanBits, most), bits((rows - 1) / Math.max(1, entityCount)));
    }

    /** Of a number without a sign. */
    private static int bits(long number) {
        return Long.SIZE - Long.numberOfLeadingZeros(number);
    }

    /** The bits in which times of one bucket may differ. */
    int timeBits() {
        return timeBits;
    }

    private int[] starts(int bucketCount) {
        int[] counted = new int[bucketCount + 1];
        for (int row = 0; row < entity.length; row++) {
            counted[bucket(row) + 1]++;
        }
        for (int bucket = 0; bucket < bucketCount; bucket++) {
            counted[bucket + 1] += counted[bucket];
        }
        return counted;
    }

    /** By the first bits of the time since the least one, of which all lie within {@code bits + timeBits}. */
    private int bucket(int row) {
        return (entity[row] << bits) + (timeBits == Long.SIZE ? 0 : (int) ((times[row] - least) >>> timeBits));
    }

    /** Where each entity's rows begin, and the last one's end; asked before they are dealt out. */
    int[] entityStarts() {
        int[] ofEntities = new int[((next.length - 1) >> bits) + 1];
        for (int number = 0; number < ofEntities.length; number++) {
            ofEntities[number] = next[number << bits];
        }
        return ofEntities;
    }

    /**
     * Deals out the rows and their times, bucket by bucket; within a bucket in the order of the rows. Done once.
     *
     * @return where each bucket's rows end; one entry more, which says nothing
     */
    int[] deal(int[] rows, int[] places, long[] rowTimes) {
        for (int row = 0; row < entity.length; row++) {
            int place = next[bucket(row)]++;
            rows[place] = row;
            places[row] = place;
            rowTimes[place] = times[row];
        }
        return next;
    }
}
