package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.schema.ScalarType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * How a top-level column of a file stands for a type of ours.
 *
 * <table>
 * <caption>What is read</caption>
 * <tr><td>BOOLEAN</td><td>bool</td></tr>
 * <tr><td>INT32, also as int8, int16, int32, uint8, uint16</td><td>int32</td></tr>
 * <tr><td>INT32 as uint32; INT64, also as int64</td><td>int64</td></tr>
 * <tr><td>FLOAT, DOUBLE</td><td>float32, float64</td></tr>
 * <tr><td>BYTE_ARRAY as string, enum or json</td><td>string</td></tr>
 * <tr><td>INT32 as date</td><td>date</td></tr>
 * <tr><td>INT64 as timestamp, INT96</td><td>timestamp, floored to the microsecond; a naive one is UTC; one
 *     that does not fit is an end of {@link dev.asof.registry.compute.schema.TimestampRange}</td></tr>
 * </table>
 */
public sealed interface ColumnFormat {

    /** A column that is read as {@code type}. */
    record Readable(ScalarType type, Encoding encoding) implements ColumnFormat {}

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
        INT96
    }

    static ColumnFormat of(Type column) {
        if (!column.isPrimitive()) {
            return new Unsupported("a nested column");
        }
        if (column.isRepetition(Type.Repetition.REPEATED)) {
            return new Unsupported("a repeated column");
        }
        return ofPrimitive(column.asPrimitiveType());
    }

    private static ColumnFormat ofPrimitive(PrimitiveType column) {
        LogicalTypeAnnotation annotation = column.getLogicalTypeAnnotation();
        return switch (column.getPrimitiveTypeName()) {
            case BOOLEAN -> new Readable(ScalarType.BOOL, Encoding.BOOLEAN);
            case INT32 -> ofInt32(column, annotation);
            case INT64 -> ofInt64(column, annotation);
            case FLOAT -> new Readable(ScalarType.FLOAT32, Encoding.FLOAT);
            case DOUBLE -> new Readable(ScalarType.FLOAT64, Encoding.DOUBLE);
            case INT96 -> new Readable(ScalarType.TIMESTAMP, Encoding.INT96);
            case BINARY -> isText(annotation) ? new Readable(ScalarType.STRING, Encoding.BINARY) : unsupported(column);
            case FIXED_LEN_BYTE_ARRAY -> unsupported(column);
        };
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
                new Readable(ScalarType.TIMESTAMP, ofUnit(timestamp.getUnit()));
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
