package dev.asof.online.lookup;

import dev.asof.online.state.StateSnapshot;
import dev.asof.online.state.database.ByteKey;
import dev.asof.online.state.entity.EntityRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entities of one kind and role that some rows ask about, each read once, however many rows and views ask for it.
 *
 * @param entity per asking row the number of its entity, from 0
 * @param records per entity what one snapshot has of it
 */
record EntityRecords(int[] entity, List<EntityRecord> records) {

    /** @param keys per asking row the encoded key of its entity */
    static EntityRecords read(AskedEntity asked, List<byte[]> keys, StateSnapshot snapshot) {
        if (keys.size() == 1) {
            return new EntityRecords(new int[1], List.of(snapshot.read(asked.stored(), keys.getFirst())));
        }
        int[] entity = new int[keys.size()];
        Map<ByteKey, Integer> numbers = new HashMap<>();
        List<EntityRecord> records = new ArrayList<>();
        for (int row = 0; row < entity.length; row++) {
            Integer known = numbers.putIfAbsent(new ByteKey(keys.get(row)), records.size());
            entity[row] = known == null ? records.size() : known;
            if (known == null) {
                records.add(snapshot.read(asked.stored(), keys.get(row)));
            }
        }
        return new EntityRecords(entity, records);
    }
}
