package dev.asof.client;

import dev.asof.v1.Column;
import dev.asof.v1.DecimalArray;
import dev.asof.v1.ListArray;
import dev.asof.v1.MapArray;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a column of the wire. */
final class ColumnValues {
    private ColumnValues() {}

    static boolean isNull(Column values, int row) {
        return !values.getNulls().isEmpty() && (values.getNulls().byteAt(row / 8) >> row % 8 & 1) != 0;
    }

    static boolean isDouble(Column values) {
        return values.hasFloat64S() || values.hasFloat32S();
    }

    static double doubleAt(Column values, int row) {
        return values.hasFloat64S()
                ? values.getFloat64S().getValues(row)
                : values.getFloat32S().getValues(row);
    }

    static boolean isLong(Column values) {
        return values.hasInt64S() || values.hasInt32S();
    }

    static long longAt(Column values, int row) {
        return values.hasInt64S()
                ? values.getInt64S().getValues(row)
                : values.getInt32S().getValues(row);
    }

    static boolean isListOf(Column values, Class<?> element) {
        return values.hasLists() && type(values.getLists().getElements()) == element;
    }

    static <T> List<T> listAt(Column values, int row, Class<T> element) {
        List<T> list = new ArrayList<>();
        list(values.getLists(), row).forEach(value -> list.add(element.cast(value)));
        return Collections.unmodifiableList(list);
    }

    static boolean isMapTo(Column values, Class<?> value) {
        return values.hasMaps() && type(values.getMaps().getValues()) == value;
    }

    static <T> Map<String, T> mapAt(Column values, int row, Class<T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        map(values.getMaps(), row).forEach((key, each) -> map.put(key, value.cast(each)));
        return Collections.unmodifiableMap(map);
    }

    /** How people read what a column holds. */
    static String kind(Column values) {
        if (values.hasLists()) {
            return "LISTS of " + kind(values.getLists().getElements());
        }
        return values.hasMaps()
                ? "MAPS to " + kind(values.getMaps().getValues())
                : values.getValuesCase().toString();
    }

    /** A value that is not null. */
    static Object at(Column values, int row) {
        switch (values.getValuesCase()) {
            case BOOLS:
                return values.getBools().getValues(row);
            case INT32S:
                return values.getInt32S().getValues(row);
            case INT64S:
                return values.getInt64S().getValues(row);
            case FLOAT32S:
                return values.getFloat32S().getValues(row);
            case FLOAT64S:
                return values.getFloat64S().getValues(row);
            case DECIMALS:
                return decimal(values.getDecimals(), row);
            case STRINGS:
                return values.getStrings().getValues(row);
            case BINARIES:
                return values.getBinaries().getValues(row).toByteArray();
            case DATES:
                return LocalDate.ofEpochDay(values.getDates().getDays(row));
            case TIMESTAMPS:
                return Instant.EPOCH.plus(values.getTimestamps().getMicros(row), ChronoUnit.MICROS);
            case LISTS:
                return Collections.unmodifiableList(list(values.getLists(), row));
            case MAPS:
                return Collections.unmodifiableMap(map(values.getMaps(), row));
            default:
                throw new IllegalArgumentException("The answer has values that this client doesn't know");
        }
    }

    private static Class<?> type(Column values) {
        return switch (values.getValuesCase()) {
            case BOOLS -> Boolean.class;
            case INT32S -> Integer.class;
            case INT64S -> Long.class;
            case FLOAT32S -> Float.class;
            case FLOAT64S -> Double.class;
            case DECIMALS -> BigDecimal.class;
            case STRINGS -> String.class;
            case BINARIES -> byte[].class;
            case DATES -> LocalDate.class;
            case TIMESTAMPS -> Instant.class;
            case LISTS -> List.class;
            case MAPS -> Map.class;
            case VALUES_NOT_SET -> Void.class;
        };
    }

    private static BigDecimal decimal(DecimalArray decimals, int row) {
        BigInteger low = new BigInteger(Long.toUnsignedString(decimals.getLow(row)));
        BigInteger high = BigInteger.valueOf(decimals.getHigh(row)).shiftLeft(Long.SIZE);
        return new BigDecimal(high.add(low), decimals.getScale());
    }

    private static List<Object> list(ListArray lists, int row) {
        int from = start(lists.getLengthsList(), row);
        List<Object> list = new ArrayList<>();
        for (int i = from; i < from + lists.getLengths(row); i++) {
            list.add(atOrNull(lists.getElements(), i));
        }
        return list;
    }

    private static Map<String, Object> map(MapArray maps, int row) {
        int from = start(maps.getLengthsList(), row);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = from; i < from + maps.getLengths(row); i++) {
            map.put((String) at(maps.getKeys(), i), atOrNull(maps.getValues(), i));
        }
        return map;
    }

    private static Object atOrNull(Column values, int row) {
        return isNull(values, row) ? null : at(values, row);
    }

    private static int start(List<Integer> lengths, int row) {
        int start = 0;
        for (int i = 0; i < row; i++) {
            start += lengths.get(i);
        }
        return start;
    }
}
