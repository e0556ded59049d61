package dev.asof.offline.sweep;

import java.util.concurrent.atomic.AtomicLong;

/** The memory for answers until all are there; what is too much for it goes to a file, a piece for each part of the rows or for some of them. Thread-safe. */
final class AnswerRoom {
    /** Of a view; about so many, as there is one at least of each partition. */
    private static final long MOST_PIECES = 1 << 18;

    private final long limit;
    private final int partRows;
    private final AtomicLong held = new AtomicLong();

    /**
     * Room for answers.
     *
     * @param limit in bytes
     * @param partRows how many rows a part has, but for the last
     */
    AnswerRoom(long limit, int partRows) {
        this.limit = limit;
        this.partRows = partRows;
    }

    int partRows() {
        return partRows;
    }

    /** Of how many rows a piece in the file has answers: those of whole parts, so that there are not too many. */
    int pieceRows(int rowCount, int partitions) {
        long parts = Math.ceilDiv(rowCount, partRows);
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(Math.max(1, parts * partitions), MOST_PIECES) * partRows);
    }

    /** The bytes that are held. */
    long heldBytes() {
        return held.get();
    }

    /** Takes so many bytes, if there is room for them. */
    boolean takes(long bytes) {
        boolean fits = held.addAndGet(bytes) <= limit;
        if (!fits) {
            held.addAndGet(-bytes);
        }
        return fits;
    }
}
