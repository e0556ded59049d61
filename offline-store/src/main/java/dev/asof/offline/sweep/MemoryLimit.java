package dev.asof.offline.sweep;

import java.nio.file.Path;

/**
 * How much memory a sweep is given, and where goes what doesn't fit: the answers are the same.
 *
 * @param bytes for all that is done; events and answers are held in parts of it
 * @param takenBytes what else stays in memory meanwhile
 * @param folder for what doesn't fit, made when it is needed
 */
public record MemoryLimit(long bytes, long takenBytes, Path folder) {
    private static final int ANSWERS_SHARE = 8;

    /** Of eight parts those that threads work in. */
    private static final int WORK_SHARE = 3;

    /** What is left of it beside something else that stays in memory; an eighth of it at least. */
    public MemoryLimit beside(long otherBytes) {
        return new MemoryLimit(Math.max(bytes - otherBytes, bytes / 8), takenBytes + otherBytes, folder);
    }

    /** Whether so many bytes are more than threads should work in. */
    boolean isMuch(long workBytes) {
        return workBytes > bytes / 8 * WORK_SHARE;
    }

    /** The bytes of answers that are held. */
    long answerBytes() {
        return bytes / ANSWERS_SHARE;
    }

    /** How many rows of answers can be held that take so many bytes each. */
    public long answerRows(long bytesEach) {
        return answerBytes() / Math.max(1, bytesEach);
    }

    /**
     * How many tasks may run at one time that take so many bytes each.
     *
     * @param threads at least 1, as is what is returned
     */
    public int atOnce(int threads, long bytesEach) {
        return (int) Math.clamp(bytes / 8 * WORK_SHARE / Math.max(1, bytesEach), 1, threads);
    }

    /**
     * The bytes of events that are held, those included that are being written out. The other half is for what threads sort, answer
     * and write.
     */
    long eventBytes() {
        return bytes / 2;
    }
}
