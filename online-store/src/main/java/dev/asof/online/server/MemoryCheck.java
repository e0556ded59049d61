package dev.asof.online.server;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the store's files are sure to be in memory: whether they take at most half of the machine's, the rest of which the
 * system keeps files in. Looked at again every ten seconds. Thread-safe.
 */
final class MemoryCheck implements BooleanSupplier {
    private static final long NANOS_BETWEEN_CHECKS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier storeBytes;
    private final long memoryBytes;
    private volatile long checkedAtNanos;
    private volatile boolean isInMemory;

    private MemoryCheck(LongSupplier storeBytes, long memoryBytes) {
        this.storeBytes = storeBytes;
        this.memoryBytes = memoryBytes;
        check(System.nanoTime());
    }

    /** @param storeBytes the size of the store's files */
    static MemoryCheck of(LongSupplier storeBytes) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new MemoryCheck(storeBytes, system.getTotalMemorySize());
    }

    private void check(long nowNanos) {
        checkedAtNanos = nowNanos;
        isInMemory = storeBytes.getAsLong() <= memoryBytes / 2;
    }

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        if (now - checkedAtNanos > NANOS_BETWEEN_CHECKS) {
            check(now);
        }
        return isInMemory;
    }
}
