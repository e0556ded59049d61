package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.DATE;
import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.STRING;
import static dev.asof.it.oracle.Type.TIMESTAMP;

import dev.asof.it.oracle.RowFunction.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instants of the years 0001 to 9999 and what the clocks of zones show, in the time zones of this Java. */
final class LocalTimes {
    static final Parameter ZONE = new Parameter.Written(STRING, List.copyOf(Calendars.ZONES));
    private static final Parameter TIME = new Parameter.Any(TIMESTAMP);
    private static final long FIRST = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("0001-01-01T00:00:00Z"));
    private static final long LAST =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999Z"));

    private LocalTimes() {}

    static List<RowFunction> all() {
        List<Object> units = new ArrayList<>(TimeSteps.DATE_UNITS);
        units.addAll(List.of("hour", "minute", "second"));
        Parameter unit = new Parameter.Written(STRING, units);
        return List.of(
                new RowFunction("local_date", List.of(TIME, ZONE), DATE, a -> {
                    LocalDateTime local = local(a.get(0), a.get(1));
                    return local == null ? null : (Object) local.toLocalDate().toEpochDay();
                }),
                new RowFunction("to_local", List.of(TIME, ZONE), TIMESTAMP, a -> {
                    LocalDateTime local = local(a.get(0), a.get(1));
                    return local == null ? null : TimeParts.timestamp(local);
                }),
                new RowFunction(
                        "from_local", List.of(TIME, ZONE), TIMESTAMP, a -> instant(TimeParts.time(a.get(0)), a.get(1))),
                new RowFunction("date_trunc", List.of(unit, TIME, ZONE), TIMESTAMP, LocalTimes::truncated),
                new RowFunction(
                        "date_add", List.of(unit, new Parameter.Any(INT64), TIME, ZONE), TIMESTAMP, LocalTimes::moved),
                new RowFunction("date_diff", List.of(unit, TIME, TIME, ZONE), INT64, LocalTimes::between),
                new RowFunction(
                        "make_date",
                        List.of(year(), part(1, 12), part(28, 31)),
                        DATE,
                        a -> date(a, LocalDate::toEpochDay)),
                new RowFunction(
                        "make_timestamp",
                        List.of(year(), part(1, 12), part(1, 31), part(0, 24), part(0, 60), part(59, 60)),
                        TIMESTAMP,
                        a -> date(a, day -> TimeParts.timestamp(day.atTime(part(a, 3), part(a, 4), part(a, 5))))));
    }

    private static Parameter year() {
        return new Parameter.Mostly(INT64, List.of(0L, 1L, 1900L, 1970L, 2000L, 2020L, 2021L, 9999L, 10_000L));
    }

    private static Parameter part(long low, long high) {
        return new Parameter.Mostly(INT64, List.of(low - 1, low, low + 1, 2L, 12L, high, high + 1));
    }

    private static int part(List<Object> arguments, int index) {
        return Math.toIntExact((Long) arguments.get(index));
    }

    /** What is made of the day of three parts; null where there is no such day or time. */
    private static @Nullable Object date(
            List<Object> arguments, java.util.function.Function<LocalDate, @Nullable Object> use) {
        try {
            int year = part(arguments, 0);
            return year < 1 || year > 9999
                    ? null
                    : use.apply(LocalDate.of(year, part(arguments, 1), part(arguments, 2)));
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }

    /** What the clocks show at an instant, null beyond the years of zones. */
    static @Nullable LocalDateTime local(Object instant, Object zone) {
        long micros = (Long) instant;
        return micros < FIRST || micros > LAST
                ? null
                : LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneId.of((String) zone));
    }

    /** When clocks show a time, null beyond the years of zones. */
    static @Nullable Object instant(LocalDateTime local, Object zone) {
        if (local.getYear() < 0 || local.getYear() > 10_000) {
            return null;
        }
        Instant instant = ZonedDateTime.of(local, ZoneId.of((String) zone)).toInstant();
        return covered(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    private static @Nullable Object covered(@Nullable Object instant) {
        return instant == null || (Long) instant < FIRST || (Long) instant > LAST ? null : instant;
    }

    private static @Nullable Object truncated(List<Object> arguments) {
        String unit = (String) arguments.get(0);
        LocalDateTime local = local(arguments.get(1), arguments.get(2));
        if (local == null) {
            return null;
        }
        ZoneId zone = ZoneId.of((String) arguments.get(2));
        LocalDateTime start = TimeParts.start(unit, local);
        while (Calendars.firstInstant(next(unit, start), zone) <= (Long) arguments.get(1)) {
            start = next(unit, start);
        }
        return covered(Calendars.firstInstant(start, zone));
    }

    private static LocalDateTime next(String unit, LocalDateTime start) {
        return unit.equals("quarter")
                ? start.plusMonths(3)
                : start.plus(1, ChronoUnit.valueOf(unit.toUpperCase(java.util.Locale.ROOT) + "S"));
    }

    private static @Nullable Object moved(List<Object> arguments) {
        LocalDateTime local = local(arguments.get(2), arguments.get(3));
        if (local == null || !TimeSteps.DATE_UNITS.contains(arguments.get(0))) {
            return local == null ? null : covered(TimeSteps.moved(arguments));
        }
        Object moved = TimeSteps.moved(List.of(arguments.get(0), arguments.get(1), TimeParts.timestamp(local)));
        return moved == null ? null : instant(TimeParts.time(moved), arguments.get(3));
    }

    private static @Nullable Object between(List<Object> arguments) {
        LocalDateTime from = local(arguments.get(1), arguments.get(3));
        LocalDateTime to = local(arguments.get(2), arguments.get(3));
        if (from == null || to == null) {
            return null;
        }
        return TimeSteps.DATE_UNITS.contains(arguments.get(0))
                ? TimeSteps.between(List.of(arguments.get(0), TimeParts.timestamp(from), TimeParts.timestamp(to)))
                : TimeSteps.between(arguments);
    }
}
