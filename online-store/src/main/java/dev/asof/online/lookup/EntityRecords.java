package dev.asof.online.lookup;

import dev.asof.online.state.EntityRecord;
import dev.asof.online.state.StateSnapshot;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** What one snapshot has of entities: each is read once, however many views are asked about it. One thread's. */
final class EntityRecords {
    private final StateSnapshot snapshot;
    private final Map<Key, EntityRecord> records = new HashMap<>();

    EntityRecords(StateSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    private record Key(int entity, ByteBuffer values) {}

    EntityRecord of(int entity, byte[] entityKey) {
        return records.computeIfAbsent(
                new Key(entity, ByteBuffer.wrap(entityKey)), key -> snapshot.read(entity, entityKey));
    }
}
