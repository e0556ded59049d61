package dev.asof.online.state.entity;

import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.KeyRange;
import java.nio.ByteBuffer;

/**
 * The keys of {@link Family#BLOCKS} and {@link Family#VERSIONS}.
 *
 * <pre>
 * key := view     4 bytes big-endian
 *        values   the encoded entity key; none is a prefix of another
 *        number   8 bytes big-endian: a block's number, or the hash of a unique key
 * </pre>
 */
public final class BlockKeys {
    private BlockKeys() {}

    public static byte[] of(int view, byte[] entityKey, long number) {
        return ByteBuffer.allocate(Integer.BYTES + entityKey.length + Long.BYTES)
                .putInt(view)
                .put(entityKey)
                .putLong(number)
                .array();
    }

    /** All keys of an entity in a view. */
    public static KeyRange ofEntity(Family family, int view, byte[] entityKey) {
        byte[] end = ByteBuffer.allocate(Integer.BYTES + entityKey.length + Long.BYTES + 1)
                .put(of(view, entityKey, -1))
                .put((byte) 0)
                .array();
        return new KeyRange(family, of(view, entityKey, 0), end);
    }

    /** What all keys of a view begin with, and no others. */
    public static byte[] ofView(int view) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(view).array();
    }
}
