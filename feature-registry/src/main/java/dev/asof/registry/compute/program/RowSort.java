package dev.asof.registry.compute.program;

import java.util.Arrays;

/** Sorts row numbers by an order of rows, stably and without an object per row. */
final class RowSort {
    private static final int INSERTION_LIMIT = 8;

    private RowSort() {}

    /** An order of rows, as a comparator. */
    @FunctionalInterface
    interface RowOrder {
        int compare(int row, int other);
    }

    /** Sorts {@code rows[from..to)}. */
    static void sort(int[] rows, int from, int to, RowOrder order) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(rows, from, to, order);
            return;
        }
        int[] sorted = Arrays.copyOfRange(rows, from, to);
        sort(sorted.clone(), sorted, 0, sorted.length, order);
        System.arraycopy(sorted, 0, rows, from, sorted.length);
    }

    private static void sort(int[] source, int[] target, int from, int to, RowOrder order) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(target, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(target, source, from, middle, order);
        sort(target, source, middle, to, order);
        merge(source, target, from, middle, to, order);
    }

    private static void insertionSort(int[] rows, int from, int to, RowOrder order) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int at = i;
            while (at > from && order.compare(rows[at - 1], row) > 0) {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
    }

    private static void merge(int[] source, int[] target, int from, int middle, int to, RowOrder order) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right >= to || (left < middle && order.compare(source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }
}
