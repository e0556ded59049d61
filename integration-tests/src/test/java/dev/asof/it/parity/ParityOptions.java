package dev.asof.it.parity;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** How much to compare: so many scenarios, or for so long. */
final class ParityOptions {
    private ParityOptions() {}

    /** The seed of the first scenario. */
    static long seed() {
        return Long.getLong("asof.seed", 1);
    }

    /** Goes on for {@code -Dasof.parity.cases}, or for {@code -Dasof.parity.duration}, such as {@code PT10M}. */
    static BooleanSupplier untilDone(int batch, int usualCases) {
        String duration = System.getProperty("asof.parity.duration");
        if (duration != null) {
            long end = System.nanoTime() + Duration.parse(duration).toNanos();
            return () -> System.nanoTime() < end;
        }
        AtomicLong left = new AtomicLong(Integer.getInteger("asof.parity.cases", usualCases));
        return () -> left.getAndAdd(-batch) > 0;
    }
}
