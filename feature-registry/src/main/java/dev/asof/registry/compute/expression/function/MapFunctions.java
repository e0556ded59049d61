package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.BOOL;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Functions of maps. */
final class MapFunctions {
    private MapFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                function("contains_key", "Whether a map has a key, if only with a null.")
                        .with(ofMap("map<string, T>, string", "bool", List.of(STRING), MapFunctions::containsKey))
                        .example("contains_key(CAST('{\"a\": null}' AS map<string, int64>), 'a')", "TRUE")
                        .build(),
                function("map_keys", "The keys of a map, in the order of strings.")
                        .fails(TextFunctions.TOO_LONG)
                        .with(ofMap("map<string, T>", "list<string>", List.of(), MapFunctions::keys))
                        .example("element_at(map_keys(CAST('{\"b\": 1, \"a\": 2}' AS map<string, int64>)), 1)", "'a'")
                        .build(),
                function("map_values", "The values of a map, in the order of their keys.")
                        .fails(TextFunctions.TOO_LONG)
                        .with(ofMap("map<string, T>", "list<T>", List.of(), MapFunctions::values))
                        .example("element_at(map_values(CAST('{\"b\": 1, \"a\": 2}' AS map<string, int64>)), 1)", "2")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.NESTED, description);
    }

    /** A family over the maps of all types. */
    private static Form ofMap(
            String parameters, String result, List<DataType> others, Function<MapType, Signature> member) {
        return new SignatureFamily(
                parameters,
                result,
                types -> !types.isEmpty() && types.getFirst() instanceof MapType map
                        ? Optional.of(member.apply(map))
                        : Optional.empty(),
                ListFunctions.SAMPLES.stream()
                        .map(value -> ListFunctions.concat(new MapType(value), others))
                        .toList());
    }

    /** {@code length(map)}, a form of what measures strings. */
    static Form length() {
        return ofMap("map<string, T>", "int64", List.of(), map -> {
            MapCodec codec = new MapCodec(map);
            return Signature.of(List.of(map), INT64, row -> row.set((long) codec.size(row.dataAt(0), row.fromAt(0))));
        });
    }

    /** {@code element_at(map, key)}. */
    static Form elementAt() {
        return ofMap("map<string, T>, string", "T", List.of(STRING), map -> {
            MapCodec codec = new MapCodec(map);
            return Signature.of(List.of(map, STRING), map.value(), row -> elementAt(row, codec));
        });
    }

    private static int find(Cursor row, MapCodec codec) {
        return codec.find(row.dataAt(0), row.fromAt(0), row.bytesAt(1), row.row());
    }

    private static void elementAt(Cursor row, MapCodec codec) {
        int at = find(row, codec);
        if (at < 0) {
            row.setNull();
            return;
        }
        ColumnBuilder value = new ColumnBuilder(codec.type().value());
        codec.appendValue(row.dataAt(0), at, value);
        set(row, value.build());
    }

    private static void set(Cursor row, Column single) {
        if (single.isNull(0)) {
            row.setNull();
            return;
        }
        switch (single) {
            case LongColumn longs -> row.set(longs.values()[0]);
            case DoubleColumn doubles -> row.set(doubles.values()[0]);
            case BytesColumn bytes -> row.text().append(bytes.bytes(0));
        }
    }

    private static Signature containsKey(MapType map) {
        MapCodec codec = new MapCodec(map);
        return Signature.of(List.of(map, STRING), BOOL, row -> row.setTruth(find(row, codec) >= 0));
    }

    private static Signature keys(MapType map) {
        MapCodec codec = new MapCodec(map);
        ListType keys = new ListType(STRING);
        return Signature.of(List.of(map), keys, row -> {
            ColumnBuilder all = new ColumnBuilder(STRING);
            codec.appendEntries(row.dataAt(0), row.fromAt(0), all, new ColumnBuilder(map.value()));
            setList(row, new ListCodec(keys), all.build());
        });
    }

    private static Signature values(MapType map) {
        MapCodec codec = new MapCodec(map);
        ListType values = new ListType(map.value());
        return Signature.of(List.of(map), values, row -> {
            ColumnBuilder all = new ColumnBuilder(map.value());
            codec.appendEntries(row.dataAt(0), row.fromAt(0), new ColumnBuilder(STRING), all);
            setList(row, new ListCodec(values), all.build());
        });
    }

    private static void setList(Cursor row, ListCodec codec, Column elements) {
        row.text().append(codec.encode(elements, 0, elements.size()));
    }
}
