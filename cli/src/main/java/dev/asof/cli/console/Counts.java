package dev.asof.cli.console;

import java.util.Locale;

/** Writes counts for people. */
public final class Counts {
    private Counts() {}

    /** With commas between thousands. */
    public static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    public static String counted(long count, String one) {
        return counted(count, one, one + "s");
    }

    /** {@code , 2 dropped}: a part of a sum, which goes without saying where it is nothing. */
    public static String part(long count, String what) {
        return count == 0 ? "" : ", " + grouped(count) + " " + what;
    }

    /** {@code 1 entity}, {@code 2 entities}. */
    public static String counted(long count, String one, String several) {
        return grouped(count) + " " + (count == 1 ? one : several);
    }
}
