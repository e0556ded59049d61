package dev.asof.online.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The keys of {@link Family#ENTITIES}.
 *
 * <pre>
 * key := entity   the number of the entity, 4 bytes big-endian
 *        values   the encoded entity key; none is a prefix of another
 * </pre>
 */
final class EntityKeys {
    private EntityKeys() {}

    static byte[] of(int entity, byte[] entityKey) {
        return ByteBuffer.allocate(Integer.BYTES + entityKey.length)
                .putInt(entity)
                .put(entityKey)
                .array();
    }

    /** The encoded entity key of a key. */
    static byte[] valuesOf(byte[] key) {
        return Arrays.copyOfRange(key, Integer.BYTES, key.length);
    }
}
