package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.DATE;
import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.TIMESTAMP;

import dev.asof.it.oracle.RowFunction.Parameter;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of dates and timestamps, and their counts since the epoch. */
final class TimeParts {
    private static final int LAST_YEAR = 999_999;

    private TimeParts() {}

    static List<RowFunction> all() {
        List<RowFunction> all = new ArrayList<>();
        all.addAll(ofDays("year", ChronoField.YEAR));
        all.addAll(ofDays("quarter", IsoFields.QUARTER_OF_YEAR));
        all.addAll(ofDays("month", ChronoField.MONTH_OF_YEAR));
        all.addAll(ofDays("day", ChronoField.DAY_OF_MONTH));
        all.addAll(ofDays("day_of_week", ChronoField.DAY_OF_WEEK));
        all.addAll(ofDays("day_of_year", ChronoField.DAY_OF_YEAR));
        all.addAll(ofDays("iso_week", IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        all.addAll(ofDays("iso_year", IsoFields.WEEK_BASED_YEAR));
        all.addAll(ofTime("hour", ChronoField.HOUR_OF_DAY));
        all.addAll(ofTime("minute", ChronoField.MINUTE_OF_HOUR));
        all.addAll(ofTime("second", ChronoField.SECOND_OF_MINUTE));
        all.addAll(counted("seconds", 1_000_000));
        all.addAll(counted("millis", 1_000));
        all.addAll(counted("micros", 1));
        all.add(RowFunction.of("epoch_days", List.of(DATE), INT64, List::getFirst));
        all.add(RowFunction.of(
                "from_epoch_days", List.of(INT64), DATE, a -> date(a.getFirst()) == null ? null : a.getFirst()));
        return all;
    }

    private static List<RowFunction> ofDays(String name, TemporalField field) {
        List<RowFunction> all = new ArrayList<>();
        all.add(RowFunction.of(name, List.of(DATE), INT64, a -> {
            LocalDate date = date(a.getFirst());
            return date == null ? null : (Object) date.getLong(field);
        }));
        all.addAll(ofTime(name, field));
        return all;
    }

    private static List<RowFunction> ofTime(String name, TemporalField field) {
        return List.of(
                RowFunction.of(
                        name, List.of(TIMESTAMP), INT64, a -> time(a.getFirst()).getLong(field)),
                new RowFunction(name, List.of(new Parameter.Any(TIMESTAMP), LocalTimes.ZONE), INT64, a -> {
                    LocalDateTime local = LocalTimes.local(a.get(0), a.get(1));
                    return local == null ? null : (Object) local.getLong(field);
                }));
    }

    private static List<RowFunction> counted(String unit, long micros) {
        return List.of(
                RowFunction.of(
                        "epoch_" + unit, List.of(TIMESTAMP), INT64, a -> Math.floorDiv((Long) a.getFirst(), micros)),
                RowFunction.of(
                        "from_epoch_" + unit,
                        List.of(INT64),
                        TIMESTAMP,
                        a -> Numbers.integer('*', (Long) a.getFirst(), micros)));
    }

    /** The date of a day, null beyond the calendar. */
    static @Nullable LocalDate date(Object day) {
        LocalDate first = LocalDate.of(-LAST_YEAR, 1, 1);
        LocalDate last = LocalDate.of(LAST_YEAR, 12, 31);
        long value = (Long) day;
        return first.toEpochDay() <= value && value <= last.toEpochDay() ? LocalDate.ofEpochDay(value) : null;
    }

    static LocalDateTime time(Object timestamp) {
        long micros = (Long) timestamp;
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1_000, ZoneOffset.UTC);
    }

    /** The timestamp of a time in UTC, null where it does not fit. */
    static @Nullable Long timestamp(LocalDateTime time) {
        BigInteger seconds = BigInteger.valueOf(time.toEpochSecond(ZoneOffset.UTC));
        return Numbers.fitting(
                seconds.multiply(BigInteger.valueOf(1_000_000)).add(BigInteger.valueOf(time.getNano() / 1_000)));
    }

    /** The start of a unit that a time lies in. */
    static LocalDateTime start(String unit, LocalDateTime time) {
        return switch (unit) {
            case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
            case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
            default -> Calendars.floor(Calendars.Unit.valueOf(unit.toUpperCase(java.util.Locale.ROOT)), time);
        };
    }
}
