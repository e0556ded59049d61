package dev.asof.registry.erasure;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** An entity that may be erased. */
record ErasedKey(String entity, Schema keys, byte[] encoded) {
    /** With a key that is always the same. */
    static final Tombstones NOBODY = new Tombstones(new byte[32], Map.of(), Map.of());

    static ErasedKey of(String entity, List<String> names, List<Value> values) {
        Schema keys = new Schema(IntStream.range(0, names.size())
                .mapToObj(i -> new Field(names.get(i), values.get(i).type()))
                .toList());
        List<Column> columns = values.stream().map(value -> value.repeat(1)).toList();
        return new ErasedKey(
                entity,
                keys,
                new EntityKeyCodec(keys).encode(columns, new int[] {0}).key(0));
    }

    Tombstones eraseFrom(Tombstones tombstones) {
        return eraseFrom(tombstones, Set.of(Optional.empty()));
    }

    /** With sources of these zones. */
    Tombstones eraseFrom(Tombstones tombstones, Set<Optional<NamedZone>> zones) {
        return tombstones.begun(entity, keys, encoded, zones);
    }

    boolean isIn(Tombstones tombstones) {
        return tombstones.contains(entity, keys, encoded);
    }
}
