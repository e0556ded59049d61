package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that one evaluation after another computes in, so that batches of numbers allocate none. Every array that an
 * evaluation takes is its own until it ends; the next one of as many rows takes the same, with zeros in them. Not
 * thread-safe.
 */
public final class Scratch {
    /** Arrays of one kind that are kept: more than the operators of an expression are seldom needed. */
    private static final int MAX_KEPT = 256;

    /** What the kernels that run on a thread compute in; nothing where their arrays are to be new. */
    private static final ThreadLocal<@Nullable Scratch> CURRENT = new ThreadLocal<>();

    private int rows;
    private final Kept<long[]> longs = new Kept<>();
    private final Kept<double[]> doubles = new Kept<>();
    private final Kept<boolean[]> marks = new Kept<>();

    /** Arrays of one kind, those that are taken first. */
    private static final class Kept<T> {
        private final List<T> all = new ArrayList<>();
        private int taken;

        @Nullable
        T next() {
            return taken < all.size() ? all.get(taken++) : null;
        }

        T added(T array) {
            if (all.size() < MAX_KEPT) {
                all.add(array);
                taken++;
            }
            return array;
        }

        /** Forgets an array, if it is one of these: that very one, whatever others hold. */
        @SuppressWarnings("ReferenceEquality")
        void remove(@Nullable T array) {
            for (int i = 0; i < taken; i++) {
                if (all.get(i) == array) {
                    all.remove(i);
                    taken--;
                    return;
                }
            }
        }
    }

    /** Evaluates with these arrays. The arrays of what it gives are lent until the next evaluation. */
    public Evaluation lend(int rowCount, Supplier<Evaluation> evaluation) {
        if (rowCount != rows) {
            longs.all.clear();
            doubles.all.clear();
            marks.all.clear();
            rows = rowCount;
        }
        longs.taken = 0;
        doubles.taken = 0;
        marks.taken = 0;
        Scratch outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return evaluation.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** As {@link #lend}, but the arrays of what it gives are the caller's. */
    public Evaluation give(int rowCount, Supplier<Evaluation> evaluation) {
        Evaluation given = lend(rowCount, evaluation);
        marks.remove(given.errors());
        marks.remove(Marks.nullsOf(given.column()));
        switch (given.column()) {
            case LongColumn column -> longs.remove(column.values());
            case DoubleColumn column -> doubles.remove(column.values());
            case BytesColumn column -> {}
        }
        return given;
    }

    /** An array of zeros for the result of a kernel. */
    static long[] longs(int size) {
        Scratch scratch = CURRENT.get();
        if (scratch == null || scratch.rows != size) {
            return new long[size];
        }
        long[] used = scratch.longs.next();
        if (used == null) {
            return scratch.longs.added(new long[size]);
        }
        Arrays.fill(used, 0);
        return used;
    }

    /** An array of zeros for the result of a kernel. */
    static double[] doubles(int size) {
        Scratch scratch = CURRENT.get();
        if (scratch == null || scratch.rows != size) {
            return new double[size];
        }
        double[] used = scratch.doubles.next();
        if (used == null) {
            return scratch.doubles.added(new double[size]);
        }
        Arrays.fill(used, 0);
        return used;
    }

    /** An array of false for the marks of a result. */
    static boolean[] marks(int size) {
        Scratch scratch = CURRENT.get();
        if (scratch == null || scratch.rows != size) {
            return new boolean[size];
        }
        boolean[] used = scratch.marks.next();
        if (used == null) {
            return scratch.marks.added(new boolean[size]);
        }
        Arrays.fill(used, false);
        return used;
    }

    /** A copy of marks. */
    static boolean[] marks(boolean[] source) {
        boolean[] copy = marks(source.length);
        System.arraycopy(source, 0, copy, 0, copy.length);
        return copy;
    }
}
