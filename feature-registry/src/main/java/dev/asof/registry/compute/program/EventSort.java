package dev.asof.registry.compute.program;

import java.util.Arrays;

/**
 * Rows put entity by entity, and by event time within each: the part of the event order that all views of a source and
 * an entity share. What follows in that order, arrival and content, is each view's own and only matters where rows of an
 * entity have one time; {@link #settled} says how.
 *
 * <p>Rows are dealt into buckets, of each entity about as many as it has rows, by the first bits of their time: mostly a bucket has one row or
 * two, and needs no sorting.
 */
final class EventSort {
    private static final int INSERTION_LIMIT = 16;

    private final long[] rowTimes;
    private final int[] entityStarts;
    private final int[] sorted;
    private final int[] places;

    /** Per place in the order the time of the row that stands there. */
    private final long[] times;

    private long[] keys = {};
    private int[] unsorted = {};

    /** The places of rows of one entity and one time, more than one: {@code starts[i]..ends[i]}. */
    private int[] tieStarts = {};

    private int[] tieEnds = {};
    private int tieCount;

    private EventSort(int[] entity, int entityCount, long[] rowTimes) {
        this.rowTimes = rowTimes;
        this.sorted = new int[entity.length];
        this.places = new int[entity.length];
        this.times = new long[entity.length];
        TimeBuckets buckets = TimeBuckets.of(entity, entityCount, rowTimes);
        this.entityStarts = buckets.entityStarts();
        int[] ends = buckets.deal(sorted, places, times);
        int from = 0;
        for (int bucket = 0; from < entity.length; bucket++) {
            int to = ends[bucket];
            if (to - from > 1) {
                sort(from, to, buckets.timeBits());
            }
            from = to;
        }
    }

    /** @param times per row its event time */
    static EventSort of(int[] entity, int entityCount, long[] times) {
        return new EventSort(entity, entityCount, times);
    }

    /** Where each entity's events begin, and the last one's end. */
    int[] entityStarts() {
        return entityStarts;
    }

    /** Whether no two rows of an entity have one time; then the order is every view's. */
    boolean isTotal() {
        return tieCount == 0;
    }

    /** The rows in order, those of one entity and time as they came. */
    EventPlaces order() {
        return new EventPlaces(sorted, places, times);
    }

    /** The places, those of rows of one entity and time in the order of what stands there. */
    int[] settled(RowSort.RowOrder order) {
        int[] settled = new int[sorted.length];
        Arrays.setAll(settled, place -> place);
        for (int i = 0; i < tieCount; i++) {
            RowSort.sort(settled, tieStarts[i], tieEnds[i], order);
        }
        return settled;
    }

    /** @param timeBits the bits in which the times differ */
    private void sort(int from, int to, int timeBits) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(from, to);
        } else if (!isByTime(from, to)) {
            sortKeys(from, to, timeBits);
        }
        for (int place = from; place < to; place++) {
            places[sorted[place]] = place;
        }
        findTies(from, to);
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long time = times[i];
            int row = sorted[i];
            int at = i;
            while (at > from && times[at - 1] > time) {
                times[at] = times[at - 1];
                sorted[at] = sorted[at - 1];
                at--;
            }
            times[at] = time;
            sorted[at] = row;
        }
    }

    private boolean isByTime(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (times[i - 1] > times[i]) {
                return false;
            }
        }
        return true;
    }

    /** Sorts numbers of which each is the bits of a time that differ, and the position it stands at. */
    private void sortKeys(int from, int to, int timeBits) {
        int count = to - from;
        int positionBits = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
        if (timeBits + positionBits >= Long.SIZE) {
            RowSort.sort(sorted, from, to, (row, other) -> Long.compare(rowTimes[row], rowTimes[other]));
            for (int i = from; i < to; i++) {
                times[i] = rowTimes[sorted[i]];
            }
            return;
        }
        reserve(count);
        System.arraycopy(sorted, from, unsorted, 0, count);
        long least = least(from, to);
        for (int i = 0; i < count; i++) {
            keys[i] = (times[from + i] - least) << positionBits | i;
        }
        Arrays.sort(keys, 0, count);
        int positionMask = (1 << positionBits) - 1;
        for (int i = 0; i < count; i++) {
            sorted[from + i] = unsorted[(int) keys[i] & positionMask];
            times[from + i] = least + (keys[i] >>> positionBits);
        }
    }

    private long least(int from, int to) {
        long least = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            least = Math.min(least, times[i]);
        }
        return least;
    }

    private void reserve(int count) {
        if (keys.length < count) {
            keys = new long[Math.max(count, 2 * keys.length)];
            unsorted = new int[keys.length];
        }
    }

    private void findTies(int from, int to) {
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || times[i] != times[start]) {
                if (i - start > 1) {
                    addTie(start, i);
                }
                start = i;
            }
        }
    }

    private void addTie(int start, int end) {
        if (tieCount == tieStarts.length) {
            tieStarts = Arrays.copyOf(tieStarts, Math.max(16, 2 * tieCount));
            tieEnds = Arrays.copyOf(tieEnds, tieStarts.length);
        }
        tieStarts[tieCount] = start;
        tieEnds[tieCount++] = end;
    }

    /** Where the rows of each entity begin once they stand entity by entity, and the last one's end. */
    static int[] starts(int[] entity, int entityCount) {
        int[] starts = new int[entityCount + 1];
        for (int number : entity) {
            starts[number + 1]++;
        }
        for (int i = 0; i < entityCount; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }
}
