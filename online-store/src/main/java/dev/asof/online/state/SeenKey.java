package dev.asof.online.state;

import dev.asof.online.state.database.Family;
import java.nio.ByteBuffer;

/**
 * The keys of {@link Family#SEEN}: by them something that was sent is recognized when it is sent again. As the time comes first, what
 * happens at about one time lies together.
 *
 * <pre>
 * key := source 4, event time 8, hash 16     big-endian; the time with its sign bit flipped
 * </pre>
 */
public final class SeenKey {
    private SeenKey() {}

    /**
     * The key of something that was sent.
     *
     * @param eventTimeMicros when it happened; 0 if nobody knows
     * @param content what it is
     */
    public static byte[] of(int source, long eventTimeMicros, byte[] content) {
        ByteBuffer key = ByteBuffer.allocate(Integer.BYTES + Long.BYTES + ContentHash.BYTES)
                .putInt(source)
                .putLong(eventTimeMicros ^ Long.MIN_VALUE);
        ContentHash.put(content, key);
        return key.array();
    }
}
