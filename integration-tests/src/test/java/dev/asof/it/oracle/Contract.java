package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a row keeps what its source promises. */
final class Contract {
    /** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z. */
    private static final long FIRST_TIME = -62_135_596_800_000_000L;

    private static final long LAST_TIME = 253_402_300_799_999_999L;

    private Contract() {}

    /** @param unread columns of which nothing is promised */
    static boolean isKept(Source source, Row row, Set<String> unread) {
        return source.columns().stream()
                        .filter(column -> !unread.contains(column.name()))
                        .allMatch(column -> column.allows(row.value(column.name())))
                && times(source).allMatch(name -> isTime(row.value(name)))
                && isInTime(source, row);
    }

    /** Whether the row arrived soon enough after its event time, both of which are times. */
    private static boolean isInTime(Source source, Row row) {
        return source.correctableForMicros().isEmpty()
                || source.arrivalTime().stream()
                        .allMatch(arrival -> micros(row, arrival) - micros(row, source.eventTime())
                                <= source.correctableForMicros().getAsLong());
    }

    private static long micros(Row row, String column) {
        return (Long) Objects.requireNonNull(row.value(column));
    }

    private static Stream<String> times(Source source) {
        return Stream.concat(Stream.of(source.eventTime()), source.arrivalTime().stream());
    }

    private static boolean isTime(@Nullable Object value) {
        return value instanceof Long time && time >= FIRST_TIME && time <= LAST_TIME;
    }

    static boolean isKept(Source.Column column, @Nullable Object value) {
        if (value == null) {
            return column.nullable();
        }
        return isOfType(column.type(), value)
                && isOnSide(column.min(), value, 1)
                && isOnSide(column.max(), value, -1)
                && (column.oneOf().isEmpty()
                        || column.oneOf().stream().anyMatch(allowed -> distance(value, allowed) == 0));
    }

    private static boolean isOfType(Type type, Object value) {
        return switch (type.kind()) {
            case BOOL -> value instanceof Boolean;
            case INT32 -> value instanceof Long integer && integer >= Integer.MIN_VALUE && integer <= Integer.MAX_VALUE;
            case INT64, DATE -> value instanceof Long;
            case TIMESTAMP -> value instanceof Long micros && micros != Long.MIN_VALUE && micros != Long.MAX_VALUE;
            case FLOAT32, FLOAT64 -> value instanceof Double;
            case DECIMAL -> value instanceof BigDecimal number && Numbers.unrounded(number, type) != null;
            case STRING -> value instanceof String;
            case BYTES -> value instanceof Type.Binary;
            case LIST ->
                value instanceof List<?> list
                        && (type.length() == 0 || type.length() == list.size())
                        && areOfType(type.element(), list);
            case MAP -> value instanceof Map<?, ?> map && areOfType(type.element(), map.values());
        };
    }

    private static boolean areOfType(Type type, Collection<?> values) {
        return values.stream().allMatch(value -> value == null || isOfType(type, value));
    }

    private static boolean isOnSide(Optional<Object> bound, Object value, int side) {
        return bound.isEmpty() || (!value.equals(Double.NaN) && side * distance(value, bound.get()) >= 0);
    }

    /** The sign of value - bound; both zeros are one. */
    private static int distance(Object value, Object bound) {
        Set<Object> zeros = Set.of(0.0, -0.0);
        return zeros.contains(value) && zeros.contains(bound) ? 0 : ValueOrder.VALUES.compare(value, bound);
    }
}
