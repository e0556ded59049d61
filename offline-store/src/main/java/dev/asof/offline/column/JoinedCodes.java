package dev.asof.offline.column;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins columns of bytes as codes: what rows of one column share they share afterwards. Not thread-safe. */
final class JoinedCodes {
    private static final int UNKNOWN = -1;

    private final ColumnBuilder values;

    /** Per column of values that codes spoke of, the new code of each. */
    private final Map<BytesColumn, int[]> newCodes = new IdentityHashMap<>();

    private JoinedCodes(DataType type) {
        this.values = new ColumnBuilder(type);
    }

    /** @throws ArithmeticException if the values, each once, exceed what one column can hold */
    static BytesColumn join(DataType type, List<ColumnSlice> slices, int size, boolean @Nullable [] nulls) {
        JoinedCodes joined = new JoinedCodes(type);
        int[] codes = new int[size];
        int next = 0;
        for (ColumnSlice slice : slices) {
            BytesColumn column = (BytesColumn) slice.column();
            for (int row = slice.from(); row < slice.to(); row++) {
                codes[next++] = column.isNull(row) ? BytesColumn.NO_CODE : joined.code(column, row);
            }
        }
        return NewColumn.ofCodes(codes, (BytesColumn) joined.values.build(), nulls);
    }

    private int code(BytesColumn column, int row) {
        return column.dictionary()
                .map(coded -> code(coded.values(), coded.codes()[row], newCodes(coded.values())))
                .orElseGet(() -> add(column, row));
    }

    private int[] newCodes(BytesColumn of) {
        return newCodes.computeIfAbsent(of, each -> {
            int[] unknown = new int[each.size()];
            Arrays.fill(unknown, UNKNOWN);
            return unknown;
        });
    }

    private int code(BytesColumn shared, int value, int[] known) {
        if (known[value] == UNKNOWN) {
            known[value] = add(shared, value);
        }
        return known[value];
    }

    private int add(BytesColumn column, int row) {
        values.appendBytes(column.bytes(row));
        return values.size() - 1;
    }
}
