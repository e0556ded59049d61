package dev.asof.offline.arrow;

import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Arrow's memory, which lies beside the heap: as much as is asked for, where Arrow by itself takes 4 MiB at a time, and
 * powers of two.
 */
final class ArrowMemory {
    /** Of Netty, in which pieces of 8 KiB, doubled so often, its pool takes memory. */
    private static final String PIECES = "io.netty.allocator.maxOrder";

    static {
        // Read once, when the first allocator is made, and by no other part of the process: gRPC brings a Netty of its
        // own. In large
        // pieces there is no pool at all where little memory is allowed.
        if (System.getProperty(PIECES) == null) {
            System.setProperty(PIECES, "3");
        }
    }

    private ArrowMemory() {}

    /** To be closed. */
    static BufferAllocator upTo(long bytes) {
        return new RootAllocator(AllocationListener.NOOP, bytes, wanted -> wanted);
    }
}
