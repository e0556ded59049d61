package dev.asof.registry.compute.event;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.TimestampRange;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a column the type of its contract without changing a value: the same type, a wider one, a narrower integer where
 * the value fits, a float where the integer is exact, a decimal where the number is, a timestamp for a date, lists and maps
 * whose elements can, text for the bytes of its UTF-8, and what CAST makes of text.
 */
final class Coercion {
    private Coercion() {}

    /**
     * A column in its contract's type.
     *
     * @param column the values; unspecified where one failed
     * @param failures per row whether the value could not take the type, null where none failed
     */
    record Coerced(Column raw, Column column, boolean @Nullable [] failures) {

        /** What becomes of the column in a further step. */
        Coerced then(Coerced next) {
            if (failures == null) {
                return new Coerced(raw, next.column(), next.failures());
            }
            boolean[] all = failures.clone();
            for (int row = 0; row < all.length; row++) {
                all[row] |= next.failed(row);
            }
            return new Coerced(raw, next.column(), all);
        }

        boolean hasFailures() {
            return failures != null;
        }

        boolean failed(int row) {
            return failures != null && failures[row];
        }

        String reason(int row) {
            return raw.type() == ScalarType.TIMESTAMP
                    ? "the time is out of range for timestamp"
                    : WrongType.of(raw, row, column.type());
        }
    }

    /** Whether some values of one type can take the other; whether each of them does is seen value by value. */
    static boolean isPossible(DataType from, DataType to) {
        return from.equals(to)
                || from == ScalarType.STRING
                || switch (to) {
                    case ScalarType scalar -> isPossible(from, scalar);
                    case DecimalType decimal -> from.isInteger() || from instanceof DecimalType;
                    case ListType list -> from instanceof ListType other && isPossible(other.element(), list.element());
                    case MapType map -> from instanceof MapType other && isPossible(other.value(), map.value());
                };
    }

    private static boolean isPossible(DataType from, ScalarType to) {
        return switch (to) {
            case INT32, INT64 -> from.isInteger();
            case FLOAT64 -> from.isInteger() || from == ScalarType.FLOAT32;
            case TIMESTAMP -> from == ScalarType.DATE;
            case STRING -> from == ScalarType.BYTES;
            case BOOL, FLOAT32, DATE, BYTES -> false;
        };
    }

    /** @throws AsofException if it is not {@link #isPossible} */
    static Coerced coerce(Field field, RawColumn raw, SourceClock clock) {
        if (!isPossible(raw.values().type(), field.type())) {
            throw impossible(field, raw.values());
        }
        return coerce(field.type(), raw, clock);
    }

    /** @param target a type that is {@link #isPossible} */
    static Coerced coerce(DataType target, RawColumn raw, SourceClock clock) {
        Column values = raw.values();
        if (target.isNested() && values.type().isNested()) {
            return NestedCoercion.coerce(target, raw, clock);
        }
        if (values instanceof LongColumn longs && target == ScalarType.TIMESTAMP) {
            return instants(longs, raw.clock(), clock);
        }
        if (values.type().equals(target)) {
            return ofSameType(values);
        }
        return values instanceof BytesColumn text && text.type() == ScalarType.STRING
                ? readDistinct(text, target, clock)
                : ofOtherType(target, values);
    }

    private static Coerced ofOtherType(DataType target, Column raw) {
        return switch (raw) {
            case LongColumn longs when target instanceof DecimalType decimal -> DecimalCoercion.coerce(decimal, longs);
            case BytesColumn wide when target instanceof DecimalType decimal -> DecimalCoercion.coerce(decimal, wide);
            case LongColumn longs -> ofLongs((ScalarType) target, longs);
            case DoubleColumn doubles ->
                new Coerced(raw, canonical(new DoubleColumn(target, doubles.values(), doubles.nulls())), null);
            case BytesColumn bytes ->
                new Coerced(raw, new BytesColumn(target, bytes.data(), bytes.offsets(), bytes.nulls()), null);
        };
    }

    private static Coerced ofSameType(Column raw) {
        if (raw.type() instanceof DecimalType decimal) {
            return DecimalCoercion.ofSameType(decimal, raw);
        }
        return switch (raw) {
            case DoubleColumn doubles -> new Coerced(raw, canonical(doubles), null);
            case LongColumn longs -> new Coerced(raw, longs, null);
            case BytesColumn text -> new Coerced(raw, text, null);
        };
    }

    /** Of times that are not those of UTC's clocks, the instants; of days their midnights. */
    private static Coerced instants(LongColumn raw, Clock clock, SourceClock source) {
        if (raw.type() == ScalarType.DATE) {
            return source.isUtc() ? midnights(raw) : source.ofDates(raw);
        }
        return clock == Clock.LOCAL ? source.ofLocal(raw) : new Coerced(raw, raw, outOfRange(raw));
    }

    static boolean @Nullable [] outOfRange(LongColumn times) {
        return failuresOf(times, micros -> !TimestampRange.contains(micros));
    }

    /** Reads each text of a dictionary once, where there are fewer of them than rows. */
    private static Coerced readDistinct(BytesColumn text, DataType target, SourceClock clock) {
        Optional<BytesColumn.Dictionary> fewer =
                text.dictionary().filter(dictionary -> dictionary.values().size() < text.size());
        return fewer.isPresent()
                ? spread(text, fewer.get().codes(), read(fewer.get().values(), target, clock))
                : read(text, target, clock);
    }

    /** The values of a dictionary as those of the rows. */
    private static Coerced spread(BytesColumn text, int[] codes, Coerced distinct) {
        ColumnBuilder column = new ColumnBuilder(distinct.column().type());
        boolean[] failures = new boolean[codes.length];
        for (int row = 0; row < codes.length; row++) {
            failures[row] = !text.isNull(row) && distinct.failed(codes[row]);
            if (text.isNull(row) || failures[row]) {
                column.appendNull();
            } else {
                column.appendFrom(distinct.column(), codes[row]);
            }
        }
        return new Coerced(text, column.build(), distinct.hasFailures() ? failures : null);
    }

    /** What CAST makes of the text, but that times without an offset are on the source's clocks. */
    private static Coerced read(BytesColumn text, DataType target, SourceClock clock) {
        if (target == ScalarType.TIMESTAMP && !clock.isUtc()) {
            return clock.ofText(text);
        }
        DataType readAs = clock.isUtc() ? target : SourceClock.withTexts(target);
        Evaluation evaluation = TextReading.read(text, readAs);
        Coerced asRead = new Coerced(text, evaluation.column(), evaluation.errors());
        return readAs.equals(target)
                ? asRead
                : asRead.then(coerce(target, new RawColumn(evaluation.column(), Clock.UTC), clock));
    }

    private static Coerced ofLongs(ScalarType target, LongColumn raw) {
        return switch (target) {
            case INT64 -> new Coerced(raw, new LongColumn(target, raw.values(), raw.nulls()), null);
            case INT32 -> narrowed(raw);
            case FLOAT64 -> floated(raw);
            case BOOL, TIMESTAMP, DATE, FLOAT32, STRING, BYTES ->
                throw new IllegalArgumentException("Not possible: " + raw.type() + " as " + target);
        };
    }

    private static Coerced narrowed(LongColumn raw) {
        boolean[] failures = failuresOf(raw, value -> value != (int) value);
        return new Coerced(raw, new LongColumn(ScalarType.INT32, raw.values(), raw.nulls()), failures);
    }

    private static Coerced floated(LongColumn raw) {
        boolean[] failures = failuresOf(raw, value -> (long) (double) value != value || value == Long.MAX_VALUE);
        double[] values = Arrays.stream(raw.values()).asDoubleStream().toArray();
        return new Coerced(raw, new DoubleColumn(ScalarType.FLOAT64, values, raw.nulls()), failures);
    }

    private static Coerced midnights(LongColumn raw) {
        boolean[] failures = failuresOf(raw, day -> !TimestampRange.contains(midnight(day)));
        long[] values = Arrays.stream(raw.values()).map(Coercion::midnight).toArray();
        return new Coerced(raw, new LongColumn(ScalarType.TIMESTAMP, values, raw.nulls()), failures);
    }

    /** The start of a day, or an end of the range where that is beyond it. */
    private static long midnight(long day) {
        return Times.timestamp(day, 0).orElse(day < 0 ? TimestampRange.BEFORE : TimestampRange.AFTER);
    }

    static boolean @Nullable [] failuresOf(LongColumn raw, java.util.function.LongPredicate fails) {
        boolean[] failures = null;
        for (int row = 0; row < raw.size(); row++) {
            if (!raw.isNull(row) && fails.test(raw.values()[row])) {
                failures = failures == null ? new boolean[raw.size()] : failures;
                failures[row] = true;
            }
        }
        return failures;
    }

    private static DoubleColumn canonical(DoubleColumn column) {
        long canonicalNaN = Double.doubleToRawLongBits(Double.NaN);
        for (double value : column.values()) {
            if (Double.isNaN(value) && Double.doubleToRawLongBits(value) != canonicalNaN) {
                double[] values = Arrays.stream(column.values())
                        .map(v -> Double.isNaN(v) ? Double.NaN : v)
                        .toArray();
                return new DoubleColumn(column.type(), values, column.nulls());
            }
        }
        return column;
    }

    private static AsofException impossible(Field field, Column raw) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read column '" + field.name() + "': " + impossible(raw.type(), field.type())
                        + ". Declare the column's own type or a wider one.");
    }

    /** What is wrong where it is not {@link #isPossible}. */
    static String impossible(DataType from, DataType to) {
        return "it is " + from.displayName() + ", its contract says " + to.displayName();
    }
}
