package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.BOOL;
import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.nested.Grouping;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Functions that take elements out of lists. */
final class ListFunctions {
    /** Element types that stand for all of them. */
    static final List<DataType> SAMPLES = List.of(INT64, FLOAT64, STRING, ScalarType.FLOAT32, new ListType(INT64));

    private ListFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                new FunctionBuilder(
                                "element_at",
                                ScalarFunction.Category.NESTED,
                                "Element number `n` of a list, from 1, or from the end where `n` is negative; the value of a"
                                        + " key of a map.")
                        .isNull("where there is no such element or key, or it is null")
                        .fails("`n` is 0; a result beyond 1 MiB")
                        .with(ofList("list<T>, int64", "T", List.of(INT64), list -> elementAt(list)))
                        .with(MapFunctions.elementAt())
                        .example("element_at([10, 20, 30], 2)", "20")
                        .example("element_at(['a', 'b'], -1)", "'b'")
                        .example("element_at([10], 2)", "NULL")
                        .example("element_at(CAST('{\"a\": 1.5}' AS map<string, float64>), 'a')", "1.5")
                        .build(),
                new FunctionBuilder(
                                "slice",
                                ScalarFunction.Category.NESTED,
                                "The elements from number `from` on, at most `length` of them.")
                        .fails("`from` is below 1 or `length` negative; a result beyond 1 MiB")
                        .with(ofList("list<T>, int64, int64", "list<T>", List.of(INT64, INT64), ListFunctions::slice))
                        .example("element_at(slice([1, 2, 3, 4], 2, 2), -1)", "3")
                        .build());
    }

    /** {@code contains(list, value)}, a form of what searches strings. */
    static Form contains() {
        return new SignatureFamily(
                "list<T>, T",
                "bool",
                types -> !types.isEmpty() && types.getFirst() instanceof ListType list
                        ? Optional.of(Signature.of(
                                List.of(list, widest(list.element())), BOOL, row -> contains(row, new ListCodec(list))))
                        : Optional.empty(),
                SAMPLES.stream()
                        .map(element -> List.<DataType>of(new ListType(element), element))
                        .toList());
    }

    /** {@code length(list)}, a form of what measures strings. */
    static Form length() {
        return ofList("list<T>", "int64", List.of(), list -> {
            ListCodec codec = new ListCodec(list);
            return Signature.of(
                    List.of(list), INT64, row -> row.set((long) codec.size(row.dataAt(0), row.fromAt(0), row.toAt(0))));
        });
    }

    /** A family over the lists of all types. */
    private static Form ofList(
            String parameters, String result, List<DataType> others, Function<ListType, Signature> member) {
        return new SignatureFamily(
                parameters,
                result,
                types -> !types.isEmpty() && types.getFirst() instanceof ListType list
                        ? Optional.of(member.apply(list))
                        : Optional.empty(),
                SAMPLES.stream()
                        .map(element -> concat(new ListType(element), others))
                        .toList());
    }

    static List<DataType> concat(DataType first, List<DataType> others) {
        List<DataType> types = new ArrayList<>(List.of(first));
        types.addAll(others);
        return List.copyOf(types);
    }

    private static DataType widest(DataType element) {
        return element == ScalarType.INT32 ? INT64 : element == ScalarType.FLOAT32 ? FLOAT64 : element;
    }

    private static Signature elementAt(ListType list) {
        ListCodec codec = new ListCodec(list);
        return Signature.of(List.of(list, INT64), list.element(), row -> elementAt(row, codec));
    }

    private static void elementAt(Cursor row, ListCodec codec) {
        long number = row.longAt(1);
        int size = codec.size(row.dataAt(0), row.fromAt(0), row.toAt(0));
        long index = number > 0 ? number - 1 : size + number;
        if (number == 0) {
            row.fail();
        } else if (index < 0 || index >= size) {
            row.setNull();
        } else {
            setElement(row, codec, (int) index);
        }
    }

    private static void setElement(Cursor row, ListCodec codec, int index) {
        byte[] data = row.dataAt(0);
        int from = row.fromAt(0);
        if (codec.isNull(data, from, index)) {
            row.setNull();
            return;
        }
        switch (codec.type().element().lane()) {
            case LONG -> row.set(codec.longAt(data, from, index));
            case DOUBLE -> row.set(codec.doubleAt(data, from, index));
            case BYTES -> {
                ColumnBuilder element = new ColumnBuilder(codec.type().element());
                codec.appendElement(data, from, index, element);
                row.text().append(((BytesColumn) element.build()).bytes(0));
            }
        }
    }

    private static Signature slice(ListType list) {
        ListType any = new ListType(list.element());
        ListCodec codec = new ListCodec(any);
        return Signature.of(List.of(list, INT64, INT64), any, row -> slice(row, codec));
    }

    private static void slice(Cursor row, ListCodec codec) {
        long from = row.longAt(1);
        long length = row.longAt(2);
        if (from < 1 || length < 0) {
            row.fail();
            return;
        }
        int size = codec.size(row.dataAt(0), row.fromAt(0), row.toAt(0));
        int first = (int) Math.min(from - 1, size);
        int end = (int) Math.min(size, first + Math.min(length, size));
        row.text().append(codec.slice(row.dataAt(0), row.fromAt(0), first, end));
    }

    /** As IN compares: null where no element is equal and one is null. */
    private static void contains(Cursor row, ListCodec codec) {
        byte[] data = row.dataAt(0);
        int size = codec.size(data, row.fromAt(0), row.toAt(0));
        boolean hasNull = false;
        for (int i = 0; i < size; i++) {
            if (codec.isNull(data, row.fromAt(0), i)) {
                hasNull = true;
            } else if (isEqual(row, codec, i)) {
                row.setTruth(true);
                return;
            }
        }
        if (hasNull) {
            row.setNull();
        } else {
            row.setTruth(false);
        }
    }

    private static boolean isEqual(Cursor row, ListCodec codec, int index) {
        byte[] data = row.dataAt(0);
        int from = row.fromAt(0);
        DataType element = codec.type().element();
        return switch (element.lane()) {
            case LONG -> codec.longAt(data, from, index) == row.longAt(1);
            case DOUBLE -> codec.doubleAt(data, from, index) == row.doubleAt(1);
            case BYTES -> {
                ColumnBuilder both = new ColumnBuilder(element);
                codec.appendElement(data, from, index, both);
                both.appendBytes(row.dataAt(1), row.fromAt(1), row.toAt(1));
                BytesColumn column = (BytesColumn) both.build();
                yield Arrays.equals(Grouping.grouped(column, 0), Grouping.grouped(column, 1));
            }
        };
    }
}
