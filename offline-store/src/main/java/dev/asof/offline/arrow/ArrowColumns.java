package dev.asof.offline.arrow;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.TimestampRange;
import java.util.Optional;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Arrow's columns as ours. Integers up to 32 bits are int32, uint32 and int64 are int64; text of any layout is string;
 * timestamps of any unit are floored to the microsecond, and those without a zone are on local clocks.
 */
final class ArrowColumns {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private ArrowColumns() {}

    /** A column of Arrow's as it is read; empty if it is of none of our types. */
    static Optional<Field> field(String name, ArrowType type) {
        boolean isLocal = type instanceof ArrowType.Timestamp time && time.getTimezone() == null;
        return type(type).map(known -> new Field(name, known, isLocal ? Clock.LOCAL : Clock.UTC));
    }

    /** The type that a column of Arrow's is read as; empty if it is none of ours. */
    static Optional<ScalarType> type(ArrowType type) {
        return switch (type) {
            case ArrowType.Bool bool -> Optional.of(ScalarType.BOOL);
            case ArrowType.Int integer -> integer(integer);
            case ArrowType.FloatingPoint number -> number(number.getPrecision());
            case ArrowType.Utf8 text -> Optional.of(ScalarType.STRING);
            case ArrowType.LargeUtf8 text -> Optional.of(ScalarType.STRING);
            case ArrowType.Utf8View text -> Optional.of(ScalarType.STRING);
            case ArrowType.Date date -> Optional.of(ScalarType.DATE);
            case ArrowType.Timestamp time -> Optional.of(ScalarType.TIMESTAMP);
            default -> Optional.empty();
        };
    }

    private static Optional<ScalarType> integer(ArrowType.Int type) {
        if (type.getBitWidth() < Integer.SIZE || (type.getBitWidth() == Integer.SIZE && type.getIsSigned())) {
            return Optional.of(ScalarType.INT32);
        }
        return type.getBitWidth() == Integer.SIZE || type.getIsSigned()
                ? Optional.of(ScalarType.INT64)
                : Optional.empty();
    }

    private static Optional<ScalarType> number(FloatingPointPrecision precision) {
        return switch (precision) {
            case HALF -> Optional.empty();
            case SINGLE -> Optional.of(ScalarType.FLOAT32);
            case DOUBLE -> Optional.of(ScalarType.FLOAT64);
        };
    }

    /** The rows from {@code from} to {@code to}, exclusive, of a column of a type that is read. */
    static Column column(FieldVector vector, ScalarType type, int from, int to) {
        ColumnBuilder column = new ColumnBuilder(type);
        for (int row = from; row < to; row++) {
            if (vector.isNull(row)) {
                column.appendNull();
            } else {
                append(vector, row, column);
            }
        }
        return column.build();
    }

    private static void append(FieldVector vector, int row, ColumnBuilder column) {
        switch (vector) {
            case BitVector bits -> column.appendLong(bits.get(row));
            case UInt4Vector unsigned -> column.appendLong(Integer.toUnsignedLong(unsigned.get(row)));
            case BaseIntVector integers -> column.appendLong(integers.getValueAsLong(row));
            case Float4Vector floats -> column.appendDouble(floats.get(row));
            case Float8Vector doubles -> column.appendDouble(doubles.get(row));
            case VarCharVector text -> column.appendBytes(text.get(row));
            case LargeVarCharVector text -> column.appendBytes(text.get(row));
            case ViewVarCharVector text -> column.appendBytes(text.get(row));
            case DateDayVector days -> column.appendLong(days.get(row));
            case DateMilliVector millis -> column.appendLong(Math.floorDiv(millis.get(row), MILLIS_PER_DAY));
            case TimeStampVector times -> column.appendLong(micros(times, row));
            default -> throw new IllegalArgumentException(vector.getField().toString());
        }
    }

    private static long micros(TimeStampVector times, int row) {
        TimeUnit unit = ((ArrowType.Timestamp) times.getField().getType()).getUnit();
        long time = times.get(row);
        return switch (unit) {
            case SECOND -> TimestampRange.micros(time, MICROS_PER_SECOND, 0);
            case MILLISECOND -> TimestampRange.micros(time, MICROS_PER_MILLI, 0);
            case MICROSECOND -> time;
            case NANOSECOND -> Math.floorDiv(time, NANOS_PER_MICRO);
        };
    }
}
