package dev.asof.it.repository;

import dev.asof.it.answer.Columns;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.registry.compute.schema.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file as others write it, with the library's own writer: columns with dots are fields of structs, of which some
 * are null, decimals are integers or bytes, maps have no order and write some keys twice, and there is more than one NaN.
 */
final class ForeignFile {
    private static final double OTHER_NAN = Double.longBitsToDouble(0xFFF8_0000_0000_0123L);

    private final Scenario scenario;
    private final Dice dice;

    ForeignFile(Scenario scenario, Dice dice) {
        this.scenario = scenario;
        this.dice = dice;
    }

    /** @param number of a column that makes the file differ from all others */
    void write(Path file, List<Row> rows, String numberColumn, long number) {
        Types.MessageTypeBuilder builder = Types.buildMessage();
        Struct.of(scenario.source().columns())
                .fields((column, name) -> stored(column, Columns.clock(column.name(), rows), name))
                .forEach(builder::addField);
        MessageType schema = builder.addField(
                        Types.optional(PrimitiveTypeName.INT64).named(numberColumn))
                .named("rows");
        try {
            Files.createDirectories(file.getParent());
            try (var writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                    .withType(schema)
                    .withConf(new PlainParquetConfiguration())
                    .build()) {
                for (Row row : rows) {
                    writer.write(group(schema, row).append(numberColumn, number));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Group group(MessageType schema, Row row) {
        Group group = new SimpleGroupFactory(schema).newGroup();
        for (Source.Column column : scenario.source().columns()) {
            Object value = Columns.stored(column.type(), scenario.storedType(column), row.value(column.name()));
            List<String> path = Struct.path(column.name());
            Group parent = group;
            for (String struct : path.subList(0, path.size() - 1)) {
                boolean isThere = parent != null && parent.getFieldRepetitionCount(struct) > 0;
                parent = isThere
                        ? parent.getGroup(struct, 0)
                        : parent != null && (value != null || dice.chance(50)) ? parent.addGroup(struct) : null;
            }
            if (value != null && parent != null) {
                add(parent, path.getLast(), scenario.storedType(column), value);
            }
        }
        return group;
    }

    private org.apache.parquet.schema.Type stored(Source.Column column, Clock clock, String name) {
        return layout(scenario.storedType(column), clock).named(name);
    }

    private Types.Builder<?, ? extends org.apache.parquet.schema.Type> layout(Type type, Clock clock) {
        return switch (type.kind()) {
            case BOOL -> Types.optional(PrimitiveTypeName.BOOLEAN);
            case INT32 -> Types.optional(PrimitiveTypeName.INT32);
            case INT64 -> Types.optional(PrimitiveTypeName.INT64);
            case FLOAT32 -> Types.optional(PrimitiveTypeName.FLOAT);
            case FLOAT64 -> Types.optional(PrimitiveTypeName.DOUBLE);
            case STRING -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
            case BYTES -> Types.optional(PrimitiveTypeName.BINARY);
            case DATE -> Types.optional(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType());
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(
                                clock == Clock.UTC, LogicalTypeAnnotation.TimeUnit.MICROS));
            case DECIMAL -> decimal(type);
            case LIST ->
                Types.optionalGroup()
                        .as(LogicalTypeAnnotation.listType())
                        .addField(Types.repeatedGroup()
                                .addField(layout(type.element(), clock).named("element"))
                                .named("list"));
            case MAP ->
                Types.optionalGroup()
                        .as(LogicalTypeAnnotation.mapType())
                        .addField(Types.repeatedGroup()
                                .addField(Types.required(PrimitiveTypeName.BINARY)
                                        .as(LogicalTypeAnnotation.stringType())
                                        .named("key"))
                                .addField(layout(type.element(), clock).named("value"))
                                .named("key_value"));
        };
    }

    private Types.Builder<?, ? extends org.apache.parquet.schema.Type> decimal(Type type) {
        List<PrimitiveTypeName> forms =
                new ArrayList<>(List.of(PrimitiveTypeName.BINARY, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY));
        if (type.digits() <= 18) {
            forms.add(PrimitiveTypeName.INT64);
        }
        if (type.digits() <= 9) {
            forms.add(PrimitiveTypeName.INT32);
        }
        Types.PrimitiveBuilder<PrimitiveType> builder = Types.optional(dice.oneOf(forms));
        return builder.length(BigInteger.TEN.pow(type.digits()).bitLength() / Byte.SIZE + 1)
                .as(LogicalTypeAnnotation.decimalType(type.scale(), type.digits()));
    }

    private void add(Group group, String name, Type type, Object value) {
        switch (type.kind()) {
            case BOOL -> group.append(name, (Boolean) value);
            case INT32, DATE -> group.append(name, ((Long) value).intValue());
            case INT64 -> group.append(name, (Long) value);
            case TIMESTAMP -> group.append(name, value instanceof Type.Local local ? local.micros() : (Long) value);
            case FLOAT32 -> group.append(name, (float) (double) anyNaN((Double) value));
            case FLOAT64 -> group.append(name, anyNaN((Double) value));
            case STRING -> group.append(name, text(value));
            case BYTES ->
                group.append(name, Binary.fromConstantByteArray(HexFormat.of().parseHex(((Type.Binary) value).hex())));
            case DECIMAL -> addDecimal(group, name, ((BigDecimal) value).unscaledValue());
            case LIST -> addList(group.addGroup(name), type.element(), (List<?>) value);
            case MAP -> addMap(group.addGroup(name), type.element(), (Map<?, ?>) value);
        }
    }

    private double anyNaN(double value) {
        return Double.isNaN(value) && dice.chance(50) ? OTHER_NAN : value;
    }

    private static Binary text(Object value) {
        return value instanceof Type.Garbage(byte[] bytes)
                ? Binary.fromConstantByteArray(bytes)
                : Binary.fromString((String) value);
    }

    private static void addDecimal(Group group, String name, BigInteger unscaled) {
        PrimitiveType form = group.getType().getType(name).asPrimitiveType();
        switch (form.getPrimitiveTypeName()) {
            case INT32 -> group.append(name, unscaled.intValueExact());
            case INT64 -> group.append(name, unscaled.longValueExact());
            case FIXED_LEN_BYTE_ARRAY -> {
                byte[] shortest = unscaled.toByteArray();
                byte[] bytes = new byte[form.getTypeLength()];
                Arrays.fill(bytes, (byte) (unscaled.signum() >> 1));
                System.arraycopy(shortest, 0, bytes, bytes.length - shortest.length, shortest.length);
                group.append(name, Binary.fromConstantByteArray(bytes));
            }
            default -> group.append(name, Binary.fromConstantByteArray(unscaled.toByteArray()));
        }
    }

    private void addList(Group list, Type type, List<?> elements) {
        for (Object element : elements) {
            Group entry = list.addGroup("list");
            if (element != null) {
                add(entry, "element", type, element);
            }
        }
    }

    private void addMap(Group map, Type type, Map<?, ?> values) {
        for (Object key : dice.shuffled(new ArrayList<>(values.keySet()))) {
            if (dice.chance(20)) {
                addEntry(
                        map,
                        type,
                        key,
                        dice.chance(50) ? null : values.get(dice.oneOf(new ArrayList<>(values.keySet()))));
            }
            addEntry(map, type, key, values.get(key));
        }
    }

    private void addEntry(Group map, Type type, Object key, @Nullable Object value) {
        Group entry = map.addGroup("key_value").append("key", (String) key);
        if (value != null) {
            add(entry, "value", type, value);
        }
    }
}
