package dev.asof.offline.sweep;

import java.nio.file.Path;

/**
 * How much memory a sweep is given, and where goes what doesn't fit: the answers are the same.
 *
 * @param bytes for all that is done; events and answers are held in parts of it
 * @param folder for what doesn't fit, made when it is needed
 */
public record MemoryLimit(long bytes, Path folder) {
    /** Besides events: what each thread gathers and sorts, and about as much again for the answers. */
    private static final int OTHER_SHARES = 3;

    private static final int ANSWERS_SHARE = 8;

    /** What is left of it beside something else that stays in memory; an eighth of it at least. */
    public MemoryLimit beside(long otherBytes) {
        return new MemoryLimit(Math.max(bytes - otherBytes, bytes / 8), folder);
    }

    /** How many rows of answers can be held that take so many bytes each. */
    public long answerRows(long bytesEach) {
        return bytes / ANSWERS_SHARE / Math.max(1, bytesEach);
    }

    /**
     * The bytes of events that are held before they are written out. While one thread writes what was held, the others
     * gather as much again.
     */
    long eventBytes(int threads) {
        return bytes / (threads + OTHER_SHARES);
    }
}
