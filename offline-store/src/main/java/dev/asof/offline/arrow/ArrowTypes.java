package dev.asof.offline.arrow;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Our types as Arrow's: every column nullable, timestamps in microseconds, and UTC unless they are on local clocks. */
public final class ArrowTypes {
    static final String UTC = "UTC";

    private ArrowTypes() {}

    /**
     * A schema as Arrow's readers of Parquet look for it in the footer, under {@code ARROW:schema}.
     *
     * @param metadata of the schema
     */
    public static String footerText(Schema schema, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
            MessageSerializer.serialize(channel, schema(schema, metadata));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static org.apache.arrow.vector.types.pojo.Schema schema(Schema schema, Map<String, String> metadata) {
        List<Field> fields = schema.fields().stream().map(ArrowTypes::field).toList();
        return new org.apache.arrow.vector.types.pojo.Schema(fields, metadata);
    }

    private static Field field(dev.asof.registry.compute.schema.Field field) {
        return field(field.name(), field.type(), field.clock());
    }

    private static Field field(String name, DataType type, Clock clock) {
        return switch (type) {
            case ScalarType scalar -> new Field(name, FieldType.nullable(type(scalar, clock)), List.of());
            case DecimalType decimal ->
                new Field(
                        name,
                        FieldType.nullable(new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128)),
                        List.of());
            case ListType list ->
                new Field(
                        name,
                        FieldType.nullable(ArrowType.List.INSTANCE),
                        List.of(field("element", list.element(), clock)));
            case MapType map ->
                new Field(name, FieldType.nullable(new ArrowType.Map(true)), List.of(entries(map, clock)));
        };
    }

    private static Field entries(MapType map, Clock clock) {
        Field key = new Field("key", FieldType.notNullable(ArrowType.Utf8.INSTANCE), List.of());
        return new Field(
                "key_value",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(key, field("value", map.value(), clock)));
    }

    private static ArrowType type(ScalarType type, Clock clock) {
        return switch (type) {
            case BOOL -> ArrowType.Bool.INSTANCE;
            case INT32 -> new ArrowType.Int(Integer.SIZE, true);
            case INT64 -> new ArrowType.Int(Long.SIZE, true);
            case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING -> ArrowType.Utf8.INSTANCE;
            case BYTES -> ArrowType.Binary.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, clock == Clock.UTC ? UTC : null);
        };
    }
}
