package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.KeyRange;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.online.state.entity.BlockReads;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.EntityRecord;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.erasure.ErasureReceipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Removes all that is stored of an entity: its record, and the blocks of all its views, also of those that nobody reads any more. */
final class EntityErasure {
    private final Database database;
    private final Catalog catalog;
    private final Map<Integer, FeatureProgram> programs;

    EntityErasure(Database database, Catalog catalog, Map<Integer, FeatureProgram> programs) {
        this.database = database;
        this.catalog = catalog;
        this.programs = programs;
    }

    /** What there is to be removed. */
    ErasureReceipt.State count(byte[] key) {
        long[] blocks = new long[2];
        for (KeyRange range : ranges(key)) {
            database.scan(range.family(), range.from(), range.to(), (each, value) -> {
                blocks[0] += range.family() == Family.BLOCKS ? 1 : 0;
                blocks[1] += range.family() == Family.ENTITIES ? 0 : value.length;
                return true;
            });
        }
        Optional<byte[]> record = database.get(Family.ENTITIES, key);
        return new ErasureReceipt.State(
                record.isPresent() ? 1 : 0,
                record.map(bytes -> events(key, bytes)).orElse(0L),
                blocks[0],
                blocks[1] + record.map(bytes -> bytes.length).orElse(0));
    }

    private long events(byte[] key, byte[] bytes) {
        EntityRecord record =
                new EntityRecord(catalog, bytes, EntityKeys.valuesOf(key), BlockReads.anew(database::get));
        long events = 0;
        for (int view : record.views()) {
            events += record.looseCount(view);
            FeatureProgram program = programs.get(view);
            if (program != null && record.root(view).isPresent()) {
                events += record.tree(view, program, TreeShape.DEFAULT).size();
            }
        }
        return events;
    }

    void delete(byte[] key, Batch batch) {
        batch.delete(Family.ENTITIES, key);
        for (KeyRange range : ranges(key)) {
            database.scan(range.family(), range.from(), range.to(), (each, value) -> {
                batch.delete(range.family(), each);
                return true;
            });
        }
    }

    /** Where an entity's keys lie. */
    List<KeyRange> ranges(byte[] key) {
        byte[] entityKey = EntityKeys.valuesOf(key);
        List<KeyRange> ranges = new ArrayList<>();
        ranges.add(new KeyRange(Family.ENTITIES, key, after(key)));
        int entity = EntityKeys.entityOf(key);
        catalog.viewNumbers()
                .filter(view -> mayHave(view, entity))
                .boxed()
                .flatMap(view -> Stream.of(
                        BlockKeys.ofEntity(Family.BLOCKS, view, entityKey),
                        BlockKeys.ofEntity(Family.VERSIONS, view, entityKey)))
                .forEach(ranges::add);
        return ranges;
    }

    /** In views of other kinds the same bytes are another entity's. What lies under a number that no view has is nobody's any more. */
    private boolean mayHave(int view, int entity) {
        return catalog.view(view).map(known -> known.entity() == entity).orElse(true);
    }

    private static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
