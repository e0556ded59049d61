package dev.asof.registry.compute.program;

import java.util.Arrays;

/**
 * Rows put entity by entity, and by event time within each: the part of the event order that all views of a source and
 * an entity share. What follows in that order, arrival and content, is each view's own and only matters where rows of an
 * entity have one time; {@link #inOrderOf} settles those.
 */
final class EventSort {
    private static final int INSERTION_LIMIT = 16;

    private final int[] entityStarts;
    private final int[] sorted;
    private final long[] times;
    private long[] keys = {};
    private int[] unsorted = {};

    /** The rows of one entity and one time, more than one: {@code sorted[starts[i]..ends[i])}. */
    private int[] tieStarts = {};

    private int[] tieEnds = {};
    private int tieCount;

    /** @param times per row its event time */
    private EventSort(int[] entity, int entityCount, long[] times) {
        this.times = times;
        this.entityStarts = starts(entity, entityCount);
        this.sorted = byEntity(entity, entityStarts);
        for (int number = 0; number < entityCount; number++) {
            sortByTime(entityStarts[number], entityStarts[number + 1]);
        }
    }

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

    /** The rows, those of one entity and time in the given order. Not to be changed. */
    int[] inOrderOf(RowSort.RowOrder order) {
        if (tieCount == 0) {
            return sorted;
        }
        int[] settled = sorted.clone();
        for (int i = 0; i < tieCount; i++) {
            RowSort.sort(settled, tieStarts[i], tieEnds[i], order);
        }
        return settled;
    }

    private void sortByTime(int from, int to) {
        if (!isByTime(from, to)) {
            if (to - from <= INSERTION_LIMIT) {
                insertionSort(from, to);
            } else {
                sortKeys(from, to);
            }
        }
        findTies(from, to);
    }

    private boolean isByTime(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (times[sorted[i - 1]] > times[sorted[i]]) {
                return false;
            }
        }
        return true;
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = sorted[i];
            long time = times[row];
            int at = i;
            while (at > from && times[sorted[at - 1]] > time) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = row;
        }
    }

    /** Sorts numbers of which each is a time, from the least on, and the position it stands at. */
    private void sortKeys(int from, int to) {
        int count = to - from;
        int positionBits = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
        long least = least(from, to);
        if (!fits(from, to, least, positionBits)) {
            RowSort.sort(sorted, from, to, (row, other) -> Long.compare(times[row], times[other]));
            return;
        }
        reserve(count);
        System.arraycopy(sorted, from, unsorted, 0, count);
        for (int i = 0; i < count; i++) {
            keys[i] = (times[unsorted[i]] - least) << positionBits | i;
        }
        Arrays.sort(keys, 0, count);
        int positionMask = (1 << positionBits) - 1;
        for (int i = 0; i < count; i++) {
            sorted[from + i] = unsorted[(int) keys[i] & positionMask];
        }
    }

    private long least(int from, int to) {
        long least = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            least = Math.min(least, times[sorted[i]]);
        }
        return least;
    }

    /** Whether a time from {@code least} on and a position fit into a number that isn't negative. */
    private boolean fits(int from, int to, long least, int positionBits) {
        long greatest = Long.MAX_VALUE >>> positionBits;
        for (int i = from; i < to; i++) {
            long sinceLeast = times[sorted[i]] - least;
            if (sinceLeast < 0 || sinceLeast > greatest) {
                return false;
            }
        }
        return true;
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
            if (i == to || times[sorted[i]] != times[sorted[start]]) {
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

    private static int[] byEntity(int[] entity, int[] starts) {
        int[] next = starts.clone();
        int[] rows = new int[entity.length];
        for (int row = 0; row < entity.length; row++) {
            rows[next[entity[row]]++] = row;
        }
        return rows;
    }
}
