package dev.asof.online.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The keys of {@link Family#EVENTS}.
 *
 * <pre>
 * key := view     4 bytes big-endian
 *        entity   an encoded entity key; none is a prefix of another
 *        time     the event time, 8 bytes big-endian, sign bit flipped
 *        identity see {@link EventIdentity}
 * </pre>
 */
final class EventKeys {
    private EventKeys() {}

    /** What all keys of a view's events begin with, and no others. */
    static byte[] ofView(int view) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(view).array();
    }

    /** What all keys of an entity's events in a view begin with, and no others. */
    static byte[] ofEntity(int view, byte[] entityKey) {
        return ByteBuffer.allocate(Integer.BYTES + entityKey.length)
                .putInt(view)
                .put(entityKey)
                .array();
    }

    static byte[] of(int view, byte[] entityKey, long eventTimeMicros, EventIdentity identity) {
        byte[] last = identity.encoded();
        return ByteBuffer.allocate(Integer.BYTES + entityKey.length + Long.BYTES + last.length)
                .putInt(view)
                .put(entityKey)
                .putLong(eventTimeMicros ^ Long.MIN_VALUE)
                .put(last)
                .array();
    }

    /** The least key that is greater than all that begin with {@code prefix}, of which a byte is not FF. */
    static byte[] after(byte[] prefix) {
        int last = prefix.length - 1;
        while (prefix[last] == (byte) 0xFF) {
            last--;
        }
        byte[] end = Arrays.copyOf(prefix, last + 1);
        end[last]++;
        return end;
    }
}
