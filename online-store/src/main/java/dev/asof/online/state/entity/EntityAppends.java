package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.database.ByteKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/** Frames by the record that they are for: what one change adds to a record is appended at once. One thread's. */
public final class EntityAppends {
    private final Map<ByteKey, Appended> records = new HashMap<>();

    /** What is appended to one record. */
    private static final class Appended {
        private ByteBuffer frames;
        private int events;

        Appended(int capacity) {
            this.frames = ByteBuffer.allocate(capacity);
        }

        ByteBuffer room(int length) {
            if (frames.remaining() < length) {
                int capacity = Math.max(2 * frames.capacity(), frames.position() + length);
                frames = ByteBuffer.allocate(capacity).put(frames.flip());
            }
            return frames;
        }

        byte[] bytes() {
            return frames.hasRemaining() ? Arrays.copyOf(frames.array(), frames.position()) : frames.array();
        }
    }

    /** Appends the frame of an event to the record of a key. */
    public void add(byte[] key, int view, Origin origin, byte[] row) {
        int size = Frame.sizeOf(view, origin, row);
        Appended record = records.computeIfAbsent(new ByteKey(key), each -> new Appended(size));
        Frame.put(view, origin, row, record.room(size));
        record.events++;
    }

    /** The number of records that are added to. */
    public int size() {
        return records.size();
    }

    /** Visits the keys, with the number of events that each gets. */
    public void forEachCount(ObjIntConsumer<byte[]> visitor) {
        records.forEach((key, record) -> visitor.accept(key.bytes(), record.events));
    }

    /** What is appended to one record, or a piece of that. */
    @FunctionalInterface
    public interface RecordVisitor {
        void visit(byte[] key, int events, byte[] frames);
    }

    /** Visits the keys in their order, with what is appended to their records: the database takes them faster so. */
    public void forEach(RecordVisitor visitor) {
        records.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> {
            Appended record = each.getValue();
            visitor.visit(each.getKey().bytes(), record.events, record.bytes());
        });
    }
}
