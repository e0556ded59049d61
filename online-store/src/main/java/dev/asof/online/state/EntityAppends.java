package dev.asof.online.state;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Frames by the record that they are for: what one change adds to a record is appended at once. One thread's. */
final class EntityAppends {
    private final Map<ByteBuffer, ByteArrayOutputStream> frames = new LinkedHashMap<>();

    void add(byte[] key, byte[] frame) {
        frames.computeIfAbsent(ByteBuffer.wrap(key), each -> new ByteArrayOutputStream(frame.length))
                .writeBytes(frame);
    }

    /** The number of records that are added to. */
    int size() {
        return frames.size();
    }

    void forEach(BiConsumer<byte[], byte[]> visitor) {
        frames.forEach((key, added) -> visitor.accept(key.array(), added.toByteArray()));
    }
}
