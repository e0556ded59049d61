package dev.asof.offline.parquet.encoding;

import org.jspecify.annotations.Nullable;

/** Which rows of a batch are null. The array is made with the first of them. Not thread-safe. */
public final class NullMask {
    private final int rowCount;
    private boolean @Nullable [] nulls;
    private int count;

    public NullMask(int rowCount) {
        this.rowCount = rowCount;
    }

    /** Per row whether it is null; null where none is. */
    public boolean @Nullable [] nulls() {
        return count == 0 ? null : nulls;
    }

    /** Whether a row is marked. */
    public boolean isMarked(int row) {
        return nulls != null && nulls[row];
    }

    /** Marks the rows from {@code from} on whose level is not {@code greatest}, and counts those whose level is. */
    int mark(int[] levels, int greatest, int from, int size) {
        boolean[] mask = made();
        int present = 0;
        for (int i = 0; i < size; i++) {
            int level = levels[i];
            if (level < 0 || level > greatest) {
                throw new DamagedPageException("a page has a level of " + level + " above " + greatest);
            }
            boolean isPresent = level == greatest;
            mask[from + i] = !isPresent;
            present += isPresent ? 1 : 0;
        }
        count += size - present;
        return present;
    }

    private boolean[] made() {
        boolean[] mask = nulls == null ? new boolean[rowCount] : nulls;
        nulls = mask;
        return mask;
    }
}
