package dev.asof.it.answer;

import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.LiteralText;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries values between the oracle's objects and the system's columns. */
public final class Columns {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Columns() {}

    public static DataType type(Type type) {
        return DataType.named(type.text()).orElseThrow();
    }

    /** The columns of a source as its files have them. */
    public static Schema storedSchema(Scenario scenario) {
        return new Schema(scenario.source().columns().stream()
                .map(column -> new Field(column.name(), type(scenario.storedType(column))))
                .toList());
    }

    /** Rows as the source's files have them. */
    public static ColumnBatch stored(Scenario scenario, List<Row> rows) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Source.Column column : scenario.source().columns()) {
            Type stored = scenario.storedType(column);
            ColumnBuilder builder = new ColumnBuilder(type(stored));
            fields.add(new Field(column.name(), type(stored), clock(column.name(), rows)));
            for (Row row : rows) {
                append(builder, stored(column.type(), stored, row.value(column.name())));
            }
            columns.add(builder.build());
        }
        return new ColumnBatch(new Schema(fields), columns, rows.size());
    }

    /** Whose clocks the times of a column are on. */
    public static Clock clock(String column, List<Row> rows) {
        return rows.stream().anyMatch(row -> isLocal(row.value(column))) ? Clock.LOCAL : Clock.UTC;
    }

    private static boolean isLocal(@Nullable Object value) {
        return switch (value) {
            case Type.Local local -> true;
            case List<?> list -> list.stream().anyMatch(Columns::isLocal);
            case Map<?, ?> map -> map.values().stream().anyMatch(Columns::isLocal);
            case null, default -> false;
        };
    }

    /** The value in the type that files have. */
    public static @Nullable Object stored(Type type, Type stored, @Nullable Object value) {
        if (value == null || type.equals(stored)) {
            return value;
        }
        return switch (stored.kind()) {
            case INT32 -> ((Number) value).longValue();
            case INT64 -> value instanceof BigDecimal decimal ? (Object) decimal.longValueExact() : value;
            case DATE -> Math.floorDiv(((Type.Local) value).micros(), MICROS_PER_DAY);
            case DECIMAL -> ((BigDecimal) value).setScale(stored.scale(), RoundingMode.UNNECESSARY);
            case STRING -> text(type, value);
            case BYTES -> binary(value);
            case BOOL, FLOAT32, FLOAT64, TIMESTAMP, LIST, MAP -> value;
        };
    }

    /** Of an instant with the offset, which it needs where other times are on a zone's clocks. */
    private static String text(Type type, Object value) {
        boolean isInstant = type.equals(Type.TIMESTAMP) && value instanceof Long;
        return LiteralText.plain(type, value) + (isInstant ? "Z" : "");
    }

    private static Type.Binary binary(Object text) {
        byte[] bytes = text instanceof Type.Garbage(byte[] garbage)
                ? garbage
                : ((String) text).getBytes(StandardCharsets.UTF_8);
        return new Type.Binary(HexFormat.of().formatHex(bytes));
    }

    /** A column of values, null for null. */
    public static Column of(Type type, List<?> values) {
        return of(type(type), values);
    }

    private static Column of(DataType type, List<?> values) {
        ColumnBuilder builder = new ColumnBuilder(type);
        values.forEach(value -> append(builder, value));
        return builder.build();
    }

    /** The key columns of questions. */
    public static ColumnBatch keys(Scenario scenario, List<Question> questions) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < scenario.keys().size(); i++) {
            int key = i;
            Type type = scenario.keys().get(i).type();
            fields.add(new Field(scenario.keys().get(i).name(), type(type)));
            columns.add(of(
                    type,
                    questions.stream().map(question -> question.key().get(key)).toList()));
        }
        return new ColumnBatch(new Schema(fields), columns, questions.size());
    }

    /** The columns that the service of a scenario needs: keys, those of the other role, those of the request. */
    public static ColumnBatch asked(Scenario scenario, List<Question> questions) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        add("", keys(scenario, questions), fields, columns);
        if (scenario.joined().roled().isPresent()) {
            List<Question> others = questions.stream().map(Question::aboutOther).toList();
            add(Scenario.Joined.ROLE + "__", keys(scenario, others), fields, columns);
        }
        scenario.joined()
                .onDemand()
                .ifPresent(view -> view.request().stream()
                        .filter(column -> view.features().stream()
                                .anyMatch(each -> each.value().columns().contains(column.name())))
                        .forEach(column -> {
                            fields.add(new Field(column.name(), type(column.type())));
                            columns.add(of(
                                    column.type(),
                                    questions.stream()
                                            .map(question -> question.request().get(column.name()))
                                            .toList()));
                        }));
        return new ColumnBatch(new Schema(fields), columns, questions.size());
    }

    private static void add(String prefix, ColumnBatch batch, List<Field> fields, List<Column> columns) {
        for (int i = 0; i < batch.columns().size(); i++) {
            fields.add(new Field(
                    prefix + batch.schema().field(i).name(),
                    batch.schema().field(i).type()));
            columns.add(batch.column(i));
        }
    }

    public static long[] asOf(List<Question> questions) {
        return questions.stream().mapToLong(Question::asOf).toArray();
    }

    public static long[] knownAt(List<Question> questions) {
        return questions.stream()
                .mapToLong(question -> question.knownAt().orElse(question.asOf()))
                .toArray();
    }

    private static void append(ColumnBuilder builder, @Nullable Object value) {
        switch (value) {
            case null -> builder.appendNull();
            case Boolean bool -> builder.appendLong(bool ? 1 : 0);
            case Long integer -> builder.appendLong(integer);
            case Type.Local local -> builder.appendLong(local.micros());
            case Double number -> builder.appendDouble(number);
            case String text -> builder.appendText(text);
            case Type.Garbage garbage -> builder.appendBytes(garbage.bytes());
            case Type.Binary binary -> builder.appendBytes(HexFormat.of().parseHex(binary.hex()));
            case BigDecimal decimal -> Decimals.append(decimal.unscaledValue(), builder);
            case List<?> list -> append(builder, (ListType) builder.type(), list);
            case Map<?, ?> map -> append(builder, (MapType) builder.type(), map);
            default -> throw new IllegalArgumentException("No value of any type: " + value);
        }
    }

    private static void append(ColumnBuilder builder, ListType type, List<?> list) {
        Column elements = of(type.element(), list);
        builder.appendBytes(new ListCodec(type).encode(elements, 0, elements.size()));
    }

    private static void append(ColumnBuilder builder, MapType type, Map<?, ?> map) {
        List<Object> keys = new ArrayList<>(map.keySet());
        Column values = of(type.value(), keys.stream().map(map::get).toList());
        BytesColumn names = (BytesColumn) of(ScalarType.STRING, keys);
        builder.appendBytes(new MapCodec(type).encode(names, values, 0, keys.size()));
    }

    public static Value value(Type type, Object value) {
        return Value.of(of(type, List.of(value)), 0);
    }

    /** The value of a row as one of the oracle's, null for null. */
    public static @Nullable Object object(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type()) {
            case ScalarType scalar -> scalar(scalar, column, row);
            case DecimalType decimal -> Decimals.value(column, row);
            case ListType type -> objects(new ListCodec(type).elements((BytesColumn) column, row));
            case MapType type -> map(type, (BytesColumn) column, row);
        };
    }

    private static Object scalar(ScalarType type, Column column, int row) {
        return switch (Value.of(column, row)) {
            case Value.LongValue(var any, long value) ->
                type == ScalarType.BOOL ? (Object) (value != 0) : (Object) value;
            case Value.DoubleValue(var any, double value) -> value;
            case Value.BytesValue bytes ->
                type == ScalarType.BYTES ? new Type.Binary(HexFormat.of().formatHex(bytes.value())) : bytes.text();
        };
    }

    private static List<@Nullable Object> objects(Column column) {
        List<@Nullable Object> objects = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            objects.add(object(column, row));
        }
        return objects;
    }

    private static Map<String, @Nullable Object> map(MapType type, BytesColumn column, int row) {
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder values = new ColumnBuilder(type.value());
        new MapCodec(type).appendEntries(column.data(), column.offsets()[row], keys, values);
        BytesColumn names = (BytesColumn) keys.build();
        List<@Nullable Object> objects = objects(values.build());
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            map.put(names.text(i), objects.get(i));
        }
        return map;
    }

    /** All rows of batches of one schema. */
    public static ColumnBatch joined(List<ColumnBatch> batches) {
        Schema schema = batches.getFirst().schema();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            ColumnBuilder builder = new ColumnBuilder(schema.field(i).type());
            for (ColumnBatch batch : batches) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    builder.appendFrom(batch.column(i), row);
                }
            }
            columns.add(builder.build());
        }
        return new ColumnBatch(
                schema,
                columns,
                batches.stream().mapToInt(ColumnBatch::rowCount).sum());
    }

    /** The rows of a batch as the oracle takes them. */
    public static List<Map<String, @Nullable Object>> rows(ColumnBatch batch) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            Map<String, @Nullable Object> values = new java.util.HashMap<>();
            for (String name : batch.schema().names()) {
                values.put(name, object(batch.column(name), row));
            }
            rows.add(values);
        }
        return rows;
    }
}
