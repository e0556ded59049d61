package dev.asof.offline.sweep;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The keys of the entities asked about, where they are single values: to see from what is stated of rows' keys that none of them is
 * asked about. Immutable and thread-safe.
 *
 * @param sorted those of the long lane, ascending; none of another
 * @param few all of them where they are so few that each can be looked for by itself, and else none
 */
record AskedKeys(String column, DataType type, long[] sorted, List<Value> few) {
    private static final int FEW = 256;

    /** Those of a view; empty where they are not single values. */
    static Optional<AskedKeys> of(ViewQuestions view) {
        EntityKeyCodec codec = view.program().keyCodec();
        if (codec.keys().size() != 1) {
            return Optional.empty();
        }
        Field key = codec.keys().field(0);
        return Optional.of(new AskedKeys(
                view.program().keyColumns().getFirst(),
                key.type(),
                sorted(key.type(), view.entities()),
                few(codec, view.entities())));
    }

    private static long[] sorted(DataType type, EntityIndex entities) {
        long[] keys = type.lane() == DataType.Lane.LONG ? entities.longKeys().orElse(new long[0]) : new long[0];
        Arrays.sort(keys);
        return keys;
    }

    private static List<Value> few(EntityKeyCodec codec, EntityIndex entities) {
        return entities.size() > FEW
                ? List.of()
                : IntStream.range(0, entities.size())
                        .mapToObj(entities::key)
                        .map(key -> codec.decode(key).getFirst())
                        .toList();
    }

    /** Whether what is stated of rows shows that no entity of them is asked about. */
    boolean haveNoneIn(StatedRows rows) {
        return rows.type(column).equals(Optional.of(type))
                && (isBeyond(rows) || (!few.isEmpty() && few.stream().allMatch(key -> rows.lacks(column, key))));
    }

    private boolean isBeyond(StatedRows rows) {
        return sorted.length > 0 && rows.range(column).stream().anyMatch(range -> !anyWithin(range.min(), range.max()));
    }

    private boolean anyWithin(long min, long max) {
        int found = Arrays.binarySearch(sorted, min);
        int first = found < 0 ? -found - 1 : found;
        return first < sorted.length && sorted[first] <= max;
    }
}
