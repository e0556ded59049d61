package dev.asof.registry.compute.window;

import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.zone.LocalPeriods;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** The periods of the calendar, on the clocks of a zone. Local times are microseconds since 1970-01-01T00:00:00. */
public enum CalendarUnit implements LocalPeriods {
    HOUR,
    DAY,
    /** From Monday to Sunday. */
    WEEK,
    MONTH,
    /** From January, April, July or October on. */
    QUARTER,
    YEAR;

    private static final int MONTHS_PER_QUARTER = 3;

    /** The unit that definitions call so. */
    public static Optional<CalendarUnit> named(String name) {
        for (CalendarUnit unit : values()) {
            if (unit.displayName().equals(name)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** How definitions write it. */
    public String displayName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long startOf(long localMicros) {
        if (this == HOUR) {
            return localMicros - Math.floorMod(localMicros, Micros.PER_HOUR);
        }
        LocalDate day = LocalDate.ofEpochDay(Micros.day(localMicros));
        return micros(
                switch (this) {
                    case HOUR, DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
                    case YEAR -> day.withDayOfYear(1);
                });
    }

    @Override
    public long next(long startMicros) {
        return shifted(startMicros, 1);
    }

    /** The start of the period that comes a number of periods after one. */
    long shifted(long startMicros, int periods) {
        if (this == HOUR) {
            return startMicros + periods * Micros.PER_HOUR;
        }
        LocalDate day = LocalDate.ofEpochDay(Micros.day(startMicros));
        return micros(
                switch (this) {
                    case HOUR, DAY -> day.plusDays(periods);
                    case WEEK -> day.plusWeeks(periods);
                    case MONTH -> day.plusMonths(periods);
                    case QUARTER -> day.plusMonths((long) MONTHS_PER_QUARTER * periods);
                    case YEAR -> day.plusYears(periods);
                });
    }

    private static long micros(LocalDate day) {
        return day.toEpochDay() * Micros.PER_DAY;
    }
}
