package dev.asof.offline.column;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/** Refuses what the JVM's heap has no room for, before memory is taken for it. */
public final class HeapRoom {
    /** What the program itself takes. */
    private static final long PROGRAM_BYTES = 24L << 20;

    private HeapRoom() {}

    /**
     * Requires that so many bytes have room at one time.
     *
     * @param what has to be held, in the plural, such as {@code "1,000 observations"}
     * @throws AsofException {@code LIMIT_EXCEEDED}, with the memory that would be enough
     */
    public static void require(long bytes, String what) {
        long heap = Runtime.getRuntime().maxMemory();
        double needed = (bytes + PROGRAM_BYTES) / LauncherShares.OLD_OF_HEAP;
        if (needed > heap) {
            throw new AsofException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cannot build in a heap of " + LauncherShares.megabytes(heap) + " MB: " + what + " take "
                            + LauncherShares.megabytes(bytes)
                            + " MB at one time. Allow at least " + LauncherShares.memoryOfHeap(needed)
                            + " MB with --memory.");
        }
    }
}
