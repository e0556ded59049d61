package dev.asof.offline.column;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/** Refuses what the JVM's heap has no room for, before memory is taken for it. */
public final class HeapRoom {
    /** What the program itself takes. */
    private static final long PROGRAM_BYTES = 24L << 20;

    /** Of the heap, what is kept for objects that are young: arrays that stay have no room there. */
    private static final double OLD_SHARE = 6.0 / 7;

    /** Of a {@code --memory}, what the launcher makes heap, as the JVM counts it: without room to move young objects to. */
    private static final double HEAP_SHARE = 0.8;

    private HeapRoom() {}

    /**
     * Requires that so many bytes have room at one time.
     *
     * @param what has to be held, in the plural, such as {@code "1,000 observations"}
     * @throws AsofException {@code LIMIT_EXCEEDED}, with the memory that would be enough
     */
    public static void require(long bytes, String what) {
        long heap = Runtime.getRuntime().maxMemory();
        double needed = (bytes + PROGRAM_BYTES) / OLD_SHARE;
        if (needed > heap) {
            throw new AsofException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cannot build in a heap of " + megabytes(heap) + " MB: " + what + " take " + megabytes(bytes)
                            + " MB at one time. Allow at least " + megabytes(needed / HEAP_SHARE)
                            + " MB with --memory.");
        }
    }

    private static long megabytes(double bytes) {
        return (long) Math.ceil(bytes / (1 << 20));
    }
}
