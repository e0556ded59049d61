package dev.asof.registry.compute.expression.function;

/**
 * Days since 1970-01-01 as dates of the proleptic ISO calendar and back, without an object per date (Howard Hinnant,
 * "chrono-compatible low-level date algorithms"). For days of years within a million of 1970.
 */
final class CivilDate {
    private static final long DAYS_PER_ERA = 146_097;
    private static final long YEARS_PER_ERA = 400;

    /** Days from 0000-03-01 to 1970-01-01. */
    private static final long EPOCH_SHIFT = 719_468;

    private CivilDate() {}

    static long year(long day) {
        long shifted = day + EPOCH_SHIFT;
        long yearFromMarch = yearOfEra(dayOfEra(shifted)) + Math.floorDiv(shifted, DAYS_PER_ERA) * YEARS_PER_ERA;
        return month(day) <= 2 ? yearFromMarch + 1 : yearFromMarch;
    }

    /** From 1 to 12. */
    static long month(long day) {
        long fromMarch = monthFromMarch(dayOfYearFromMarch(day));
        return fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    }

    /** From 1 to 31. */
    static long dayOfMonth(long day) {
        long dayOfYear = dayOfYearFromMarch(day);
        return dayOfYear - daysBeforeMonth(monthFromMarch(dayOfYear)) + 1;
    }

    /** From 1 to 366. */
    static long dayOfYear(long day) {
        return day - of(year(day), 1, 1) + 1;
    }

    /** Monday is 1, Sunday 7. */
    static long dayOfWeek(long day) {
        return Math.floorMod(day + 3, 7L) + 1;
    }

    /** The week of ISO 8601, from 1 to 53. */
    static long isoWeek(long day) {
        return (dayOfYear(thursday(day)) - 1) / 7 + 1;
    }

    /** The year that the week of ISO 8601 counts in: that of its Thursday. */
    static long isoYear(long day) {
        return year(thursday(day));
    }

    private static long thursday(long day) {
        return day - dayOfWeek(day) + 4;
    }

    /** Months since year 0. */
    static long prolepticMonth(long day) {
        return year(day) * 12 + month(day) - 1;
    }

    static long lengthOfMonth(long year, long month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    static long of(long year, long month, long dayOfMonth) {
        long yearFromMarch = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(yearFromMarch, YEARS_PER_ERA);
        long yearOfEra = yearFromMarch - era * YEARS_PER_ERA;
        long fromMarch = month > 2 ? month - 3 : month + 9;
        long dayOfYear = daysBeforeMonth(fromMarch) + dayOfMonth - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
    }

    private static long dayOfEra(long shifted) {
        return Math.floorMod(shifted, DAYS_PER_ERA);
    }

    private static long yearOfEra(long dayOfEra) {
        return (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    }

    private static long dayOfYearFromMarch(long day) {
        long dayOfEra = dayOfEra(day + EPOCH_SHIFT);
        long yearOfEra = yearOfEra(dayOfEra);
        return dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    }

    private static long monthFromMarch(long dayOfYear) {
        return (5 * dayOfYear + 2) / 153;
    }

    private static long daysBeforeMonth(long fromMarch) {
        return (153 * fromMarch + 2) / 5;
    }
}
