package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.DATE;
import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.STRING;
import static dev.asof.it.oracle.Type.TIMESTAMP;

import dev.asof.it.oracle.RowFunction.Parameter;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times cut, moved and measured in units. */
final class TimeSteps {
    static final List<Object> DATE_UNITS = List.of("year", "quarter", "month", "week", "day");
    static final Map<String, Long> MONTHS = Map.of("year", 12L, "quarter", 3L, "month", 1L);
    private static final Map<String, Long> MICROS = Map.of(
            "week", 7 * 86_400_000_000L,
            "day", 86_400_000_000L,
            "hour", 3_600_000_000L,
            "minute", 60_000_000L,
            "second", 1_000_000L);

    private TimeSteps() {}

    static List<RowFunction> all() {
        return List.of(
                function("date_trunc", List.of(TIMESTAMP), TIMESTAMP, TimeSteps::truncated),
                function("date_trunc", List.of(DATE), DATE, TimeSteps::truncatedDate),
                function("date_add", List.of(INT64, TIMESTAMP), TIMESTAMP, TimeSteps::moved),
                function("date_add", List.of(INT64, DATE), DATE, TimeSteps::movedDate),
                function("date_diff", List.of(TIMESTAMP, TIMESTAMP), INT64, TimeSteps::between),
                function("date_diff", List.of(DATE, DATE), INT64, TimeSteps::betweenDates));
    }

    private static RowFunction function(String name, List<Type> types, Type result, RowFunction.Body body) {
        List<Object> units = new ArrayList<>(DATE_UNITS);
        if (types.getLast().equals(TIMESTAMP)) {
            units.addAll(List.of("hour", "minute", "second"));
        }
        List<Parameter> parameters = new ArrayList<>(List.of(new Parameter.Written(STRING, units)));
        types.forEach(type -> parameters.add(new Parameter.Any(type)));
        return new RowFunction(name, parameters, result, body);
    }

    private static @Nullable Object truncated(List<Object> arguments) {
        return TimeParts.timestamp(TimeParts.start((String) arguments.get(0), TimeParts.time(arguments.get(1))));
    }

    private static @Nullable Object truncatedDate(List<Object> arguments) {
        LocalDate date = TimeParts.date(arguments.get(1));
        return date == null
                ? null
                : (Object) TimeParts.start((String) arguments.get(0), date.atStartOfDay())
                        .toLocalDate()
                        .toEpochDay();
    }

    static @Nullable Object moved(List<Object> arguments) {
        String unit = (String) arguments.get(0);
        long count = (Long) arguments.get(1);
        long from = (Long) arguments.get(2);
        if (MICROS.containsKey(unit)) {
            return Numbers.fitting(BigInteger.valueOf(count)
                    .multiply(BigInteger.valueOf(MICROS.get(unit)))
                    .add(BigInteger.valueOf(from)));
        }
        LocalDateTime time = TimeParts.time(from);
        LocalDate date = movedByMonths(unit, count, time.toLocalDate());
        return date == null ? null : TimeParts.timestamp(date.atTime(time.toLocalTime()));
    }

    private static @Nullable Object movedDate(List<Object> arguments) {
        String unit = (String) arguments.get(0);
        long count = (Long) arguments.get(1);
        LocalDate date = TimeParts.date(arguments.get(2));
        if (date == null) {
            return null;
        }
        LocalDate moved = MONTHS.containsKey(unit) ? movedByMonths(unit, count, date) : movedByDays(unit, count, date);
        return moved == null || TimeParts.date(moved.toEpochDay()) == null ? null : (Object) moved.toEpochDay();
    }

    private static @Nullable LocalDate movedByMonths(String unit, long count, LocalDate date) {
        try {
            return date.plusMonths(Math.multiplyExact(count, MONTHS.get(unit)));
        } catch (DateTimeException | ArithmeticException beyond) {
            return null;
        }
    }

    private static @Nullable LocalDate movedByDays(String unit, long count, LocalDate date) {
        try {
            return unit.equals("week") ? date.plusWeeks(count) : date.plusDays(count);
        } catch (DateTimeException | ArithmeticException beyond) {
            return null;
        }
    }

    static @Nullable Object between(List<Object> arguments) {
        String unit = (String) arguments.get(0);
        BigInteger difference =
                BigInteger.valueOf((Long) arguments.get(2)).subtract(BigInteger.valueOf((Long) arguments.get(1)));
        if (Numbers.fitting(difference) == null) {
            return null;
        }
        return MICROS.containsKey(unit)
                ? (Object) (difference.longValueExact() / MICROS.get(unit))
                : months(TimeParts.time(arguments.get(1)), TimeParts.time(arguments.get(2))) / MONTHS.get(unit);
    }

    private static @Nullable Object betweenDates(List<Object> arguments) {
        String unit = (String) arguments.get(0);
        LocalDate from = TimeParts.date(arguments.get(1));
        LocalDate to = TimeParts.date(arguments.get(2));
        if (from == null || to == null) {
            return null;
        }
        return MONTHS.containsKey(unit)
                ? (Object) (months(from.atStartOfDay(), to.atStartOfDay()) / MONTHS.get(unit))
                : ChronoUnit.DAYS.between(from, to) / (unit.equals("week") ? 7 : 1);
    }

    /** Months of which day and time of day are reached, counted from the first time. */
    private static long months(LocalDateTime from, LocalDateTime to) {
        LocalDateTime earlier = to.isBefore(from) ? to : from;
        LocalDateTime later = to.isBefore(from) ? from : to;
        long months = (later.getYear() - earlier.getYear()) * 12L + later.getMonthValue() - earlier.getMonthValue();
        int days = Integer.compare(later.getDayOfMonth(), earlier.getDayOfMonth());
        boolean isReached = days > 0 || (days == 0 && !later.toLocalTime().isBefore(earlier.toLocalTime()));
        long whole = isReached || months == 0 ? months : months - 1;
        return to.isBefore(from) ? -whole : whole;
    }
}
