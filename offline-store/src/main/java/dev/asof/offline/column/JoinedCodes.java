package dev.asof.offline.column;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.BytesTooLong;
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

    /** @throws BytesTooLong if the values, each once, exceed what one column can hold */
    static BytesColumn join(DataType type, List<ColumnSlice> slices, int size, boolean @Nullable [] nulls) {
        JoinedCodes joined = new JoinedCodes(type);
        int[] codes = new int[size];
        int next = 0;
        for (ColumnSlice slice : slices) {
            joined.add(slice, codes, next);
            next += slice.size();
        }
        return NewColumn.ofCodes(codes, (BytesColumn) joined.values.build(), nulls);
    }

    private void add(ColumnSlice slice, int[] codes, int at) {
        BytesColumn column = (BytesColumn) slice.column();
        column.dictionary()
                .ifPresentOrElse(coded -> addCodes(coded, slice, codes, at), () -> addRows(column, slice, codes, at));
    }

    private void addCodes(BytesColumn.Dictionary coded, ColumnSlice slice, int[] codes, int at) {
        int[] known = newCodes(coded.values());
        int[] old = coded.codes();
        int next = at;
        for (int row = slice.from(); row < slice.to(); row++) {
            int code = old[row];
            codes[next++] = code == BytesColumn.NO_CODE ? code : code(coded.values(), code, known);
        }
    }

    private void addRows(BytesColumn column, ColumnSlice slice, int[] codes, int at) {
        int next = at;
        for (int row = slice.from(); row < slice.to(); row++) {
            codes[next++] = column.isNull(row) ? BytesColumn.NO_CODE : add(column, row);
        }
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
