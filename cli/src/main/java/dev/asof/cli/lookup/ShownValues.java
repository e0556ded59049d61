package dev.asof.cli.lookup;

import dev.asof.cli.console.Json;
import dev.asof.cli.context.TimeText;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as they are shown. */
final class ShownValues {
    private ShownValues() {}

    /** For people: what {@link #json} gives, on one line; decimals with all their digits, lists and maps as JSON. */
    static String text(@Nullable Object json) {
        return switch (json) {
            case null -> "null";
            case BigDecimal decimal -> decimal.toPlainString();
            case List<?> list -> Json.line(list);
            case Map<?, ?> map -> Json.line(map);
            default -> json.toString();
        };
    }

    /**
     * For JSON: numbers and truth values as such, dates and times in ISO 8601, bytes as hexadecimal digits, lists as arrays,
     * maps as objects, null where there is none.
     */
    static @Nullable Object json(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type()) {
            case ScalarType type -> ofScalar(type, column, row);
            case DecimalType type -> Decimals.value(column, row);
            case ListType type -> ofList(new ListCodec(type).elements((BytesColumn) column, row));
            case MapType type -> ofMap(type, (BytesColumn) column, row);
        };
    }

    private static Object ofScalar(ScalarType type, Column column, int row) {
        return switch (column) {
            case LongColumn longs -> ofLong(type, longs.values()[row]);
            case DoubleColumn doubles when type == ScalarType.FLOAT32 -> (float) doubles.values()[row];
            case DoubleColumn doubles -> doubles.values()[row];
            case BytesColumn bytes
            when type == ScalarType.BYTES -> HexFormat.of().formatHex(bytes.bytes(row));
            case BytesColumn bytes -> new String(bytes.bytes(row), StandardCharsets.UTF_8);
        };
    }

    private static Object ofLong(ScalarType type, long value) {
        return switch (type) {
            case BOOL -> value != 0;
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TIMESTAMP -> TimeText.of(value).toString();
            case INT32, INT64, FLOAT32, FLOAT64, STRING, BYTES -> value;
        };
    }

    private static List<@Nullable Object> ofList(Column elements) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            list.add(json(elements, i));
        }
        return list;
    }

    private static Map<String, @Nullable Object> ofMap(MapType type, BytesColumn column, int row) {
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder values = new ColumnBuilder(type.value());
        new MapCodec(type).appendEntries(column.data(), column.offsets()[row], keys, values);
        List<@Nullable Object> names = ofList(keys.build());
        List<@Nullable Object> shown = ofList(values.build());
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            map.put(String.valueOf(names.get(i)), shown.get(i));
        }
        return map;
    }
}
