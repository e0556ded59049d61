package dev.asof.offline.column;

/** The shares in which the launcher, the script {@code asof}, divides a build's {@code --memory}. */
final class LauncherShares {
    /** Of the memory, what is heap as the JVM counts it: without room to move young objects to. */
    static final double HEAP = 0.8;

    /** Of the heap, what is for objects that stay: arrays that stay have no room among young objects. */
    static final double OLD_OF_HEAP = 6.0 / 7;

    /** What is allowed beside the heap is the memory divided by this. */
    static final int BESIDE_HEAP = 8;

    private LauncherShares() {}

    /** The megabytes of a memory of which so much is heap. */
    static long memoryOfHeap(double bytes) {
        return megabytes(bytes / HEAP);
    }

    /** The megabytes of a memory of which so much is beside the heap. */
    static long memoryOfBesideHeap(long bytes) {
        return megabytes(bytes) * BESIDE_HEAP;
    }

    /** Rounded up. */
    static long megabytes(double bytes) {
        return (long) Math.ceil(bytes / (1 << 20));
    }
}
