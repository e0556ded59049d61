package dev.asof.it.parity;

import java.time.Duration;

/** How much to compare: {@code -Dasof.parity.cases} scenarios, or {@code -Dasof.parity.duration}, such as {@code PT10M}. */
final class ParityBudget {
    private final long endNanos;
    private int casesLeft;

    private ParityBudget(int casesLeft, long endNanos) {
        this.casesLeft = casesLeft;
        this.endNanos = endNanos;
    }

    /** What the flags say, or else so many scenarios. */
    static ParityBudget orCases(int usualCases) {
        String duration = System.getProperty("asof.parity.duration");
        int cases = duration == null ? Integer.getInteger("asof.parity.cases", usualCases) : Integer.MAX_VALUE;
        long nanos =
                duration == null ? Long.MAX_VALUE / 2 : Duration.parse(duration).toNanos();
        return new ParityBudget(cases, System.nanoTime() + nanos);
    }

    /** The seed of the first scenario: {@code -Dasof.seed}. */
    static long seed() {
        return Long.getLong("asof.seed", 1);
    }

    /** How many scenarios to take next, at most {@code batch}; 0 at the end. */
    int next(int batch) {
        int cases = System.nanoTime() < endNanos ? Math.min(batch, casesLeft) : 0;
        casesLeft -= cases;
        return cases;
    }
}
