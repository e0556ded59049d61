package dev.asof.registry.compute.event;

import dev.asof.registry.compute.event.Coercion.Coerced;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.function.IntFunction;

/**
 * Gives lists and maps another type by giving it to their elements, all rows' at a time. Where an element cannot take it,
 * or a list has not the length of its type, the whole value cannot.
 */
final class NestedCoercion {
    private NestedCoercion() {}

    static Coerced coerce(DataType target, RawColumn column, SourceClock clock) {
        BytesColumn raw = (BytesColumn) column.values();
        if (raw.type().equals(target) && !canFail(target)) {
            return new Coerced(raw, raw, null);
        }
        return coerce(
                target, raw, (type, values) -> Coercion.coerce(type, new RawColumn(values, column.clock()), clock));
    }

    /** @param target differs from the type in that of elements alone */
    static Coerced coerce(DataType target, BytesColumn raw, Elements elements) {
        return switch (target) {
            case ListType list -> ofLists(list, raw, elements);
            case MapType map -> ofMaps(map, raw, elements);
            case ScalarType scalar -> throw new IllegalArgumentException("Not nested: " + scalar);
            case DecimalType decimal -> throw new IllegalArgumentException("Not nested: " + decimal);
        };
    }

    /** Whether a value that claims the type may break it all the same. */
    private static boolean canFail(DataType type) {
        return switch (type) {
            case ScalarType scalar -> scalar == ScalarType.TIMESTAMP;
            case DecimalType decimal -> true;
            case ListType list -> list.length().isPresent() || canFail(list.element());
            case MapType map -> canFail(map.value());
        };
    }

    /** Gives elements their type. */
    @FunctionalInterface
    interface Elements {
        Coerced coerce(DataType type, Column values);
    }

    private static Coerced ofLists(ListType target, BytesColumn raw, Elements coercion) {
        ListCodec from = new ListCodec((ListType) raw.type());
        ListCodec to = new ListCodec(target);
        ColumnBuilder elements = new ColumnBuilder(from.type().element());
        int[] offsets = new int[raw.size() + 1];
        for (int row = 0; row < raw.size(); row++) {
            if (!raw.isNull(row)) {
                from.appendElements(raw.data(), raw.offsets()[row], elements);
            }
            offsets[row + 1] = elements.size();
        }
        Coerced coerced = coercion.coerce(target.element(), elements.build());
        boolean[] failures = failures(raw, offsets, coerced);
        for (int row = 0; row < raw.size(); row++) {
            int length = offsets[row + 1] - offsets[row];
            failures[row] |= !raw.isNull(row) && target.length().orElse(length) != length;
        }
        return collected(target, raw, failures, row -> to.encode(coerced.column(), offsets[row], offsets[row + 1]));
    }

    private static Coerced ofMaps(MapType target, BytesColumn raw, Elements coercion) {
        MapCodec from = new MapCodec((MapType) raw.type());
        MapCodec to = new MapCodec(target);
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder values = new ColumnBuilder(from.type().value());
        int[] offsets = new int[raw.size() + 1];
        for (int row = 0; row < raw.size(); row++) {
            if (!raw.isNull(row)) {
                from.appendEntries(raw.data(), raw.offsets()[row], keys, values);
            }
            offsets[row + 1] = keys.size();
        }
        BytesColumn allKeys = (BytesColumn) keys.build();
        Coerced coerced = coercion.coerce(target.value(), values.build());
        return collected(
                target,
                raw,
                failures(raw, offsets, coerced),
                row -> to.encode(allKeys, coerced.column(), offsets[row], offsets[row + 1]));
    }

    private static boolean[] failures(Column raw, int[] offsets, Coerced elements) {
        boolean[] failures = new boolean[raw.size()];
        for (int row = 0; elements.hasFailures() && row < failures.length; row++) {
            for (int element = offsets[row]; element < offsets[row + 1]; element++) {
                failures[row] |= elements.failed(element);
            }
        }
        return failures;
    }

    private static Coerced collected(
            DataType target, BytesColumn raw, boolean[] failures, IntFunction<byte[]> encoded) {
        ColumnBuilder typed = new ColumnBuilder(target);
        boolean hasFailures = false;
        for (int row = 0; row < raw.size(); row++) {
            hasFailures |= failures[row];
            if (raw.isNull(row) || failures[row]) {
                typed.appendNull();
            } else {
                typed.appendBytes(encoded.apply(row));
            }
        }
        return hasFailures ? new Coerced(raw, typed.build(), failures) : new Coerced(raw, typed.build(), null);
    }
}
