package dev.asof.online.state;

import dev.asof.online.state.catalog.RecordWriter;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.KeyRange;

/**
 * The keys of {@link Family#PENDING}, told apart by their first byte.
 *
 * <pre>
 * key := 01 source acceptedAt    events for the archive, the first of which was accepted then; see {@link PendingEvents}
 *      | 02 source id            a row for the quarantine
 *
 * source := number, 4 bytes; acceptedAt := time, 8 bytes; id := 8 bytes; all big-endian
 * </pre>
 */
final class PendingKeys {
    /** All of them. */
    static final KeyRange ALL = new KeyRange(Family.PENDING, new byte[] {0}, new byte[] {Byte.MAX_VALUE});

    private static final int EVENT = 1;
    private static final int QUARANTINE = 2;

    private PendingKeys() {}

    static byte[] ofEvent(int source, long acceptedAtMicros) {
        return of(EVENT, source, acceptedAtMicros);
    }

    static byte[] ofQuarantine(int source, long id) {
        return of(QUARANTINE, source, id);
    }

    /** The time or id that ends a key. */
    static long last(byte[] key) {
        return java.nio.ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES)
                .getLong();
    }

    private static byte[] of(int kind, int source, long last) {
        return new RecordWriter().putByte(kind).putInt(source).putLong(last).done();
    }
}
