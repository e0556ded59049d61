package dev.asof.online.state;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;

/** Frames by the record that they are for: what one change adds to a record is appended at once. One thread's. */
final class EntityAppends {
    private final Map<ByteBuffer, ByteArrayOutputStream> frames = new LinkedHashMap<>();
    private final Map<ByteBuffer, Integer> counts = new HashMap<>();

    void add(byte[] key, byte[] frame) {
        frames.computeIfAbsent(ByteBuffer.wrap(key), each -> new ByteArrayOutputStream(frame.length))
                .writeBytes(frame);
        counts.merge(ByteBuffer.wrap(key), 1, Integer::sum);
    }

    /** The number of records that are added to. */
    int size() {
        return frames.size();
    }

    /** Visits the keys, with the number of events that each gets. */
    void forEachCount(ObjIntConsumer<byte[]> visitor) {
        counts.forEach((key, count) -> visitor.accept(key.array(), count));
    }

    void forEach(BiConsumer<byte[], byte[]> visitor) {
        frames.forEach((key, added) -> visitor.accept(key.array(), added.toByteArray()));
    }
}
