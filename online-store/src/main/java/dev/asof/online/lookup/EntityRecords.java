package dev.asof.online.lookup;

import dev.asof.online.state.EntityRecord;
import dev.asof.online.state.StateSnapshot;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entities of one kind and role that a request asks about, each read once, however many rows and views ask for it.
 *
 * @param entity per row the number of its entity, from 0
 * @param records per entity what one snapshot has of it
 */
record EntityRecords(int[] entity, List<EntityRecord> records) {

    /** @param rows the typed key columns of all rows */
    static EntityRecords read(AskedEntity asked, ColumnBatch rows, StateSnapshot snapshot) {
        int[] all = new int[rows.rowCount()];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        List<Column> columns = new ArrayList<>(asked.keyColumns().length);
        for (int index : asked.keyColumns()) {
            columns.add(rows.column(index));
        }
        EncodedKeys keys = asked.codec().encode(columns, all);
        if (all.length == 1) {
            return new EntityRecords(new int[1], List.of(snapshot.read(asked.stored(), keys.key(0))));
        }
        return read(asked, keys, new int[all.length], snapshot);
    }

    private static EntityRecords read(AskedEntity asked, EncodedKeys keys, int[] entity, StateSnapshot snapshot) {
        Map<ByteBuffer, Integer> numbers = new HashMap<>();
        List<EntityRecord> records = new ArrayList<>();
        for (int row = 0; row < entity.length; row++) {
            byte[] key = keys.key(row);
            Integer known = numbers.putIfAbsent(ByteBuffer.wrap(key), records.size());
            entity[row] = known == null ? records.size() : known;
            if (known == null) {
                records.add(snapshot.read(asked.stored(), key));
            }
        }
        return new EntityRecords(entity, records);
    }
}
