package dev.asof.it.oracle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/** Periods of calendars, in the time zones of this Java. */
public final class Calendars {
    /** Zones on whose clocks all versions of the database agree. */
    public static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/St_Johns",
            "America/Sao_Paulo",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia");

    private Calendars() {}

    /** The lengths of periods. */
    public enum Unit {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    /** The start of the period around an instant, or of one that follows so many periods after. */
    static long start(Feature.Calendar window, long anchor, int periods) {
        ZoneId zone = ZoneId.of(window.zone());
        LocalDateTime local = LocalDateTime.ofInstant(Instant.EPOCH.plus(anchor, ChronoUnit.MICROS), zone);
        LocalDateTime start = floor(window.unit(), local);
        while (firstInstant(plus(window.unit(), start, 1), zone) <= anchor) {
            start = plus(window.unit(), start, 1);
        }
        return firstInstant(plus(window.unit(), start, periods), zone);
    }

    static LocalDateTime floor(Unit unit, LocalDateTime time) {
        LocalDateTime midnight = time.with(LocalTime.MIDNIGHT);
        return switch (unit) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> midnight;
            case WEEK -> midnight.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> midnight.withDayOfMonth(1);
            case QUARTER -> midnight.withDayOfMonth(1).withMonth(1 + (time.getMonthValue() - 1) / 3 * 3);
            case YEAR -> midnight.withDayOfYear(1);
        };
    }

    private static LocalDateTime plus(Unit unit, LocalDateTime start, int periods) {
        return switch (unit) {
            case HOUR -> start.plusHours(periods);
            case DAY -> start.plusDays(periods);
            case WEEK -> start.plusWeeks(periods);
            case MONTH -> start.plusMonths(periods);
            case QUARTER -> start.plusMonths(3L * periods);
            case YEAR -> start.plusYears(periods);
        };
    }

    /** When the clocks first show a time or a later one. */
    static long firstInstant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        Instant first = change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.of(local, zone).toInstant();
        return ChronoUnit.MICROS.between(Instant.EPOCH, first);
    }
}
