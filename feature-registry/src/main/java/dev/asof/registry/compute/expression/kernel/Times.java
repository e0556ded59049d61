package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.Micros;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text forms of dates and timestamps, and the steps between the two. Dates are days, timestamps microseconds since
 * 1970-01-01 UTC, in the proleptic ISO calendar; there is no zone but UTC.
 */
public final class Times {

    /** The first and last day whose year has at most six digits, which holds every timestamp. */
    private static final long MIN_DAY = LocalDate.of(-999_999, 1, 1).toEpochDay();

    private static final long MAX_DAY = LocalDate.of(999_999, 12, 31).toEpochDay();

    private static final String DATE = "([0-9]{4}|[+-][0-9]{4,6})-([0-9]{2})-([0-9]{2})";
    private static final Pattern DATE_ONLY = Pattern.compile(DATE);
    private static final Pattern DATE_TIME = Pattern.compile(DATE
            + "(?:[ Tt]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?"
            + "([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");

    private Times() {}

    /** Whether {@code day} has a calendar date here; functions of dates fail outside. */
    public static boolean isDay(long day) {
        return MIN_DAY <= day && day <= MAX_DAY;
    }

    /** {@code YYYY-MM-DD}, the year with a sign and up to six digits outside 0000 to 9999. */
    public static OptionalLong parseDate(String text) {
        Matcher matcher = DATE_ONLY.matcher(text);
        return matcher.matches() ? day(matcher) : OptionalLong.empty();
    }

    private static OptionalLong day(Matcher matcher) {
        try {
            return OptionalLong.of(LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)))
                    .toEpochDay());
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }

    /**
     * A date, and optionally a space or T and a time {@code HH:MM[:SS[.fraction]]} and an offset {@code Z} or {@code
     * +HH[:MM]}. Without an offset it is UTC. A fraction beyond microseconds is floored.
     */
    public static OptionalLong parseTimestamp(String text) {
        return parseTimestamp(text, OptionalLong::of);
    }

    /**
     * As {@link #parseTimestamp(String)}, but that a time without an offset is local.
     *
     * @param ofLocal the instant at which clocks show a local time, in microseconds; empty if there is none
     */
    public static OptionalLong parseTimestamp(String text, LongFunction<OptionalLong> ofLocal) {
        Matcher matcher = DATE_TIME.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        OptionalLong day = day(matcher);
        long hour = number(matcher.group(4));
        long minute = number(matcher.group(5));
        long second = number(matcher.group(6));
        if (day.isEmpty() || hour > 23 || minute > 59 || second > 59) {
            return OptionalLong.empty();
        }
        OptionalLong offset = offsetMicros(matcher.group(8));
        if (offset.isEmpty()) {
            return OptionalLong.empty();
        }
        long ofDay = hour * Micros.PER_HOUR + minute * Micros.PER_MINUTE + second * Micros.PER_SECOND;
        OptionalLong time = plus(day.getAsLong(), ofDay + micros(matcher.group(7)) - offset.getAsLong());
        return matcher.group(8) != null || time.isEmpty() ? time : ofLocal.apply(time.getAsLong());
    }

    private static OptionalLong plus(long day, long micros) {
        // Near the least timestamp the start of the day does not fit, but the sum may.
        long days = Math.addExact(day, Micros.day(micros));
        return timestamp(days, Micros.ofDay(micros));
    }

    /** The timestamp {@code microsOfDay} into {@code day}, empty if it is beyond int64. */
    public static OptionalLong timestamp(long day, long microsOfDay) {
        long high = Math.multiplyHigh(day, Micros.PER_DAY);
        long low = day * Micros.PER_DAY;
        long sum = low + microsOfDay;
        high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return high == sum >> 63 ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long micros(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "00000").substring(0, 6));
    }

    private static OptionalLong offsetMicros(@Nullable String offset) {
        if (offset == null || offset.equalsIgnoreCase("z")) {
            return OptionalLong.of(0);
        }
        long hours = Long.parseLong(offset.substring(1, 3));
        long minutes = offset.length() == 3 ? 0 : Long.parseLong(offset.substring(offset.length() - 2));
        if (hours > 18 || minutes > 59) {
            return OptionalLong.empty();
        }
        long micros = hours * Micros.PER_HOUR + minutes * Micros.PER_MINUTE;
        return OptionalLong.of(offset.charAt(0) == '-' ? -micros : micros);
    }

    /** The form that {@link #parseDate} reads. The day {@link #isDay}. */
    public static String formatDate(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    /** {@code YYYY-MM-DDTHH:MM:SS[.ffffff]Z}: no fraction where it is zero, otherwise six digits. */
    public static String formatTimestamp(long micros) {
        long ofDay = Micros.ofDay(micros);
        long fraction = ofDay % Micros.PER_SECOND;
        return formatDate(Micros.day(micros))
                + "T"
                + padded(ofDay / Micros.PER_HOUR, 2)
                + ":"
                + padded(ofDay / Micros.PER_MINUTE % 60, 2)
                + ":"
                + padded(ofDay / Micros.PER_SECOND % 60, 2)
                + (fraction == 0 ? "" : "." + padded(fraction, 6))
                + "Z";
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }
}
