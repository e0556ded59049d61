package dev.asof.benchmark;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.VersionedState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Prints a table of what {@link AggregateBenchmark} measures, in processor time of its thread, which a shared machine says
 * more of than of time that passed; and the bytes of each function's state.
 */
public final class AggregateCosts {
    private static final long WARMUP_NANOS = 250_000_000;
    private static final long SAMPLE_NANOS = 60_000_000;
    private static final int SAMPLES = 7;
    private static final int[] EVENT_COUNTS = {10, 1_000, 100_000};
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private AggregateCosts() {}

    /** What keeps results from being optimized away. */
    private static int sink;

    public static void main(String[] arguments) {
        System.out.println("| function | update | merge | finish | bytes at 10 | 1,000 | 100,000 events |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (AggregateBenchmark.Call call : AggregateBenchmark.Call.values()) {
            AggregateBenchmark benchmark = new AggregateBenchmark();
            benchmark.call = call;
            benchmark.fill();
            System.out.println("| `" + call.name().toLowerCase(Locale.ROOT) + "` | "
                    + cell(benchmark::update, AggregateBenchmark.EVENTS) + " | "
                    + cell(benchmark::merge, AggregateBenchmark.BLOCKS) + " | " + cell(benchmark::finish, 1) + " | "
                    + String.join(" | ", stateBytes(call)) + " |");
        }
    }

    /** The median of some samples in nanoseconds, and in brackets the least and the greatest. */
    private static String cell(Supplier<Object> work, int operations) {
        sample(work, operations, WARMUP_NANOS);
        double[] nanos = IntStream.range(0, SAMPLES)
                .mapToDouble(i -> sample(work, operations, SAMPLE_NANOS))
                .sorted()
                .toArray();
        return String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", nanos[SAMPLES / 2], nanos[0], nanos[SAMPLES - 1]);
    }

    private static double sample(Supplier<Object> work, int operations, long leastNanos) {
        long rounds = 0;
        long batch = 1;
        long start = THREADS.getCurrentThreadCpuTime();
        long spent = 0;
        while (spent < leastNanos) {
            for (long i = 0; i < batch; i++) {
                sink += System.identityHashCode(work.get());
            }
            rounds += batch;
            batch = Math.min(2 * batch, 1 << 12);
            spent = THREADS.getCurrentThreadCpuTime() - start;
        }
        return (double) spent / rounds / operations;
    }

    private static String[] stateBytes(AggregateBenchmark.Call call) {
        AggregateFunction<Object> function = call.function();
        AggregateInput input = call.input(Arrays.stream(EVENT_COUNTS).max().orElseThrow());
        return Arrays.stream(EVENT_COUNTS)
                .mapToObj(events ->
                        VersionedState.encode(function, AggregateBenchmark.stateOf(function, input, 0, events)))
                .map(bytes -> String.format(Locale.ROOT, "%,d", bytes.length))
                .toArray(String[]::new);
    }
}
