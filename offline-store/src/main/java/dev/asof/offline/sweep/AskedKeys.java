package dev.asof.offline.sweep;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.StatedRows;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import java.util.Arrays;
import java.util.Optional;

/**
 * The keys of the entities asked about in their order, where they are single values of the long lane: to see from the range of
 * a row group's keys that none of them is asked about. Immutable and thread-safe.
 */
final class AskedKeys {
    private final String column;
    private final DataType type;
    private final long[] sorted;

    private AskedKeys(String column, DataType type, long[] sorted) {
        this.column = column;
        this.type = type;
        this.sorted = sorted;
    }

    /** Those of a view; empty where they are not such values. */
    static Optional<AskedKeys> of(ViewQuestions view) {
        EntityKeyCodec codec = view.program().keyCodec();
        boolean isOneLong =
                codec.keys().size() == 1 && codec.keys().field(0).type().lane() == DataType.Lane.LONG;
        if (!isOneLong) {
            return Optional.empty();
        }
        Field key = codec.keys().field(0);
        return view.entities().longKeys().map(keys -> {
            Arrays.sort(keys);
            return new AskedKeys(view.program().keyColumns().getFirst(), key.type(), keys);
        });
    }

    /** Whether the range of a row group's keys shows that no entity of it is asked about. */
    boolean haveNoneIn(StatedRows rows) {
        return rows.type(column).equals(Optional.of(type))
                && rows.range(column).stream().anyMatch(range -> !anyWithin(range.min(), range.max()));
    }

    private boolean anyWithin(long min, long max) {
        int found = Arrays.binarySearch(sorted, min);
        int first = found < 0 ? -found - 1 : found;
        return first < sorted.length && sorted[first] <= max;
    }
}
