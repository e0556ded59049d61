package dev.asof.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Prints a table of what {@link ExpressionBenchmark} measures, in processor time of its thread, which a shared machine says
 * more of than of time that passed; and the bytes that the thread allocates.
 */
public final class ExpressionCosts {
    private static final long WARMUP_NANOS = 400_000_000;
    private static final long SAMPLE_NANOS = 60_000_000;
    private static final int SAMPLES = 7;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ExpressionCosts() {}

    /** What keeps results from being optimized away. */
    private static int sink;

    /** What a row costs. */
    private record Cost(double nanos, double bytes) {}

    public static void main(String[] arguments) {
        System.out.println(
                "| kind | expression | batch: ns a row | bytes | kept: ns a row | bytes | alone: ns | bytes |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (ExpressionBenchmark.Kind kind : ExpressionBenchmark.Kind.values()) {
            ExpressionBenchmark benchmark = new ExpressionBenchmark();
            benchmark.kind = kind;
            benchmark.setUp();
            System.out.println("| " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | `" + kind.text()
                    + "` | "
                    + cell(benchmark::batch, ExpressionBenchmark.ROWS) + " | "
                    + cell(benchmark::kept, ExpressionBenchmark.ROWS) + " | " + cell(benchmark::single, 1) + " |");
        }
    }

    /** The median of some samples in nanoseconds, in brackets the least and the greatest; and the bytes. */
    private static String cell(Supplier<Object> work, int operations) {
        sample(work, operations, WARMUP_NANOS);
        Cost[] costs = IntStream.range(0, SAMPLES)
                .mapToObj(i -> sample(work, operations, SAMPLE_NANOS))
                .toArray(Cost[]::new);
        double[] nanos = Arrays.stream(costs).mapToDouble(Cost::nanos).sorted().toArray();
        double[] bytes = Arrays.stream(costs).mapToDouble(Cost::bytes).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f to %.1f) | %.2f",
                nanos[SAMPLES / 2],
                nanos[0],
                nanos[SAMPLES - 1],
                bytes[SAMPLES / 2]);
    }

    private static Cost sample(Supplier<Object> work, int operations, long leastNanos) {
        long rounds = 0;
        long batch = 1;
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        long spent = 0;
        while (spent < leastNanos) {
            for (long i = 0; i < batch; i++) {
                sink += System.identityHashCode(work.get()) & 1;
            }
            rounds += batch;
            batch = Math.min(2 * batch, 1 << 12);
            spent = THREADS.getCurrentThreadCpuTime() - start;
        }
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return new Cost((double) spent / rounds / operations, (double) bytes / rounds / operations);
    }
}
