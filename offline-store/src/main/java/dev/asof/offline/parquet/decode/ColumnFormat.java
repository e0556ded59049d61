package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * How a column of a file stands for a type of ours.
 *
 * <table>
 * <caption>What is read</caption>
 * <tr><td>BOOLEAN</td><td>bool</td></tr>
 * <tr><td>INT32, also as int8, int16, int32, uint8, uint16</td><td>int32</td></tr>
 * <tr><td>INT32 as uint32; INT64, also as int64</td><td>int64</td></tr>
 * <tr><td>FLOAT, DOUBLE</td><td>float32, float64</td></tr>
 * <tr><td>BYTE_ARRAY as string, enum or json</td><td>string</td></tr>
 * <tr><td>BYTE_ARRAY and FIXED_LEN_BYTE_ARRAY without an annotation</td><td>bytes</td></tr>
 * <tr><td>INT32, INT64, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY as decimal</td><td>decimal</td></tr>
 * <tr><td>groups as list or map, repeated columns</td><td>list, map</td></tr>
 * <tr><td>INT32 as date</td><td>date</td></tr>
 * <tr><td>INT64 as timestamp, INT96</td><td>timestamp, floored to the microsecond, on local clocks if it is not adjusted to
 *     UTC; one that does not fit is an end of {@link dev.asof.registry.compute.schema.TimestampRange}</td></tr>
 * </table>
 */
public sealed interface ColumnFormat {

    /**
     * A column that is read as {@code type}.
     *
     * @param clock of a timestamp
     */
    record Readable(DataType type, Encoding encoding, Clock clock) implements ColumnFormat {

        Readable(DataType type, Encoding encoding) {
            this(type, encoding, Clock.UTC);
        }
    }

    /** A list or a map. */
    record Nested(NestedFormat format) implements ColumnFormat {}

    /** A column that is not read, and what it is. */
    record Unsupported(String description) implements ColumnFormat {}

    /** The physical forms of the values. */
    enum Encoding {
        BOOLEAN,
        INT32,
        UINT32,
        INT64,
        FLOAT,
        DOUBLE,
        BINARY,
        MILLIS,
        MICROS,
        NANOS,
        INT96,
        /** Bytes of one length, stated by the schema. */
        FIXED,
        /** The unscaled value of a decimal, big-endian, of one length or of each its own. */
        DECIMAL_BYTES
    }

    /** The type of its values; empty if it is not read. */
    default Optional<DataType> readType() {
        return switch (this) {
            case Readable readable -> Optional.of(readable.type());
            case Nested nested -> Optional.of(nested.format().type());
            case Unsupported unsupported -> Optional.empty();
        };
    }

    /** The column under this name; empty if it is not read. */
    default Optional<Field> field(String name) {
        return switch (this) {
            case Readable readable -> Optional.of(new Field(name, readable.type(), readable.clock()));
            case Nested nested ->
                Optional.of(
                        new Field(name, nested.format().type(), nested.format().clock()));
            case Unsupported unsupported -> Optional.empty();
        };
    }

    static ColumnFormat of(Type column) {
        if (column.isPrimitive() && !column.isRepetition(Type.Repetition.REPEATED)) {
            return ofPrimitive(column.asPrimitiveType());
        }
        return NestedFormat.of(column)
                .<ColumnFormat>map(Nested::new)
                .orElseGet(() -> new Unsupported(
                        column.isRepetition(Type.Repetition.REPEATED) ? "a repeated column" : "a nested column"));
    }

    /** Of a primitive column, whether it repeats or not. */
    static ColumnFormat ofPrimitive(PrimitiveType column) {
        LogicalTypeAnnotation annotation = column.getLogicalTypeAnnotation();
        if (annotation instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal) {
            return ofDecimal(column, decimal);
        }
        return switch (column.getPrimitiveTypeName()) {
            case BOOLEAN -> new Readable(ScalarType.BOOL, Encoding.BOOLEAN);
            case INT32 -> ofInt32(column, annotation);
            case INT64 -> ofInt64(column, annotation);
            case FLOAT -> new Readable(ScalarType.FLOAT32, Encoding.FLOAT);
            case DOUBLE -> new Readable(ScalarType.FLOAT64, Encoding.DOUBLE);
            case INT96 -> new Readable(ScalarType.TIMESTAMP, Encoding.INT96);
            case BINARY -> ofBinary(column, annotation);
            case FIXED_LEN_BYTE_ARRAY ->
                annotation == null ? new Readable(ScalarType.BYTES, Encoding.FIXED) : unsupported(column);
        };
    }

    private static ColumnFormat ofDecimal(
            PrimitiveType column, LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal) {
        if (!DecimalType.isType(decimal.getPrecision(), decimal.getScale())) {
            return unsupported(column);
        }
        DecimalType type = new DecimalType(decimal.getPrecision(), decimal.getScale());
        return switch (column.getPrimitiveTypeName()) {
            case INT32 -> new Readable(type, Encoding.INT32);
            case INT64 -> new Readable(type, Encoding.INT64);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> new Readable(type, Encoding.DECIMAL_BYTES);
            case BOOLEAN, FLOAT, DOUBLE, INT96 -> unsupported(column);
        };
    }

    private static ColumnFormat ofBinary(PrimitiveType column, LogicalTypeAnnotation annotation) {
        if (annotation == null) {
            return new Readable(ScalarType.BYTES, Encoding.BINARY);
        }
        return isText(annotation) ? new Readable(ScalarType.STRING, Encoding.BINARY) : unsupported(column);
    }

    private static ColumnFormat ofInt32(PrimitiveType column, LogicalTypeAnnotation annotation) {
        return switch (annotation) {
            case null -> new Readable(ScalarType.INT32, Encoding.INT32);
            case LogicalTypeAnnotation.IntLogicalTypeAnnotation integer ->
                integer.isSigned() || integer.getBitWidth() < Integer.SIZE
                        ? new Readable(ScalarType.INT32, Encoding.INT32)
                        : new Readable(ScalarType.INT64, Encoding.UINT32);
            case LogicalTypeAnnotation.DateLogicalTypeAnnotation date -> new Readable(ScalarType.DATE, Encoding.INT32);
            default -> unsupported(column);
        };
    }

    private static ColumnFormat ofInt64(PrimitiveType column, LogicalTypeAnnotation annotation) {
        return switch (annotation) {
            case null -> new Readable(ScalarType.INT64, Encoding.INT64);
            case LogicalTypeAnnotation.IntLogicalTypeAnnotation integer
            when integer.isSigned() -> new Readable(ScalarType.INT64, Encoding.INT64);
            case LogicalTypeAnnotation.TimestampLogicalTypeAnnotation timestamp ->
                new Readable(
                        ScalarType.TIMESTAMP,
                        ofUnit(timestamp.getUnit()),
                        timestamp.isAdjustedToUTC() ? Clock.UTC : Clock.LOCAL);
            default -> unsupported(column);
        };
    }

    private static Encoding ofUnit(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> Encoding.MILLIS;
            case MICROS -> Encoding.MICROS;
            case NANOS -> Encoding.NANOS;
        };
    }

    private static boolean isText(LogicalTypeAnnotation annotation) {
        return annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
    }

    private static ColumnFormat unsupported(PrimitiveType column) {
        LogicalTypeAnnotation annotation = column.getLogicalTypeAnnotation();
        return new Unsupported("of Parquet type " + column.getPrimitiveTypeName()
                + (annotation == null ? "" : " (" + annotation + ")"));
    }
}
