package dev.asof.offline.sweep;

import java.nio.file.Path;

/**
 * How much memory a sweep is given, and where events go that don't fit: the answers are the same.
 *
 * @param bytes for all that is done; events are held in a part of it
 * @param folder for the events that don't fit, made when it is needed
 */
public record MemoryLimit(long bytes, Path folder) {
    /** Besides events: what each thread gathers and sorts, and about as much again for the answers. */
    private static final int OTHER_SHARES = 3;

    /**
     * The bytes of events that are held before they are written out. While one thread writes what was held, the others
     * gather as much again.
     */
    long eventBytes(int threads) {
        return bytes / (threads + OTHER_SHARES);
    }
}
