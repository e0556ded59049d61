package dev.asof.online.state.entity;

import dev.asof.online.state.database.Family;
import dev.asof.registry.compute.hash.XxHash64;
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
public final class EntityKeys {
    private EntityKeys() {}

    public static byte[] of(int entity, byte[] entityKey) {
        return ByteBuffer.allocate(Integer.BYTES + entityKey.length)
                .putInt(entity)
                .put(entityKey)
                .array();
    }

    /** The hash of a key, evenly spread. */
    public static long hash(byte[] key) {
        return XxHash64.of(key, 0, key.length);
    }

    /** The number of the entity of a key. */
    public static int entityOf(byte[] key) {
        return ByteBuffer.wrap(key).getInt();
    }

    /** The encoded entity key of a key. */
    public static byte[] valuesOf(byte[] key) {
        return Arrays.copyOfRange(key, Integer.BYTES, key.length);
    }
}
