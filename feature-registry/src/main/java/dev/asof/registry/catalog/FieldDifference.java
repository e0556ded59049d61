package dev.asof.registry.catalog;

/**
 * One key of a definition that changes.
 *
 * @param field its path in the terms of the definition files, such as {@code features.spend_7d.window}
 * @param before the value until now, {@link #ABSENT} for none
 * @param after the value to be, {@link #ABSENT} for none
 */
public record FieldDifference(String field, String before, String after) {
    /** Stands for no value. */
    public static final String ABSENT = "(none)";

    private static final int LONGEST_WHOLE = 80;
    private static final int SHOWN_BESIDE = 30;
    private static final String LEFT_OUT = "...";

    /** For people: of long values what differs, and a little of what is the same on both sides of it. */
    @Override
    public String toString() {
        int alike = alikeAtFirst();
        int alikeAtLast = alikeAtLast(alike);
        return field + ": " + around(before, alike, alikeAtLast) + " -> " + around(after, alike, alikeAtLast);
    }

    private static String around(String value, int alikeAtFirst, int alikeAtLast) {
        if (value.length() <= LONGEST_WHOLE) {
            return value;
        }
        int from = beginning(value, alikeAtFirst - SHOWN_BESIDE);
        int to = beginning(value, value.length() - alikeAtLast + SHOWN_BESIDE);
        return (from > 0 ? LEFT_OUT : "") + value.substring(from, to) + (to < value.length() ? LEFT_OUT : "");
    }

    /** The position, or the one before it where it is in the middle of a character. */
    private static int beginning(String value, int position) {
        int within = Math.clamp(position, 0, value.length());
        boolean isInside = within > 0
                && within < value.length()
                && Character.isSurrogatePair(value.charAt(within - 1), value.charAt(within));
        return isInside ? within - 1 : within;
    }

    private int alikeAtFirst() {
        int most = Math.min(before.length(), after.length());
        int alike = 0;
        while (alike < most && before.charAt(alike) == after.charAt(alike)) {
            alike++;
        }
        return alike;
    }

    private int alikeAtLast(int alikeAtFirst) {
        int most = Math.min(before.length(), after.length()) - alikeAtFirst;
        int alike = 0;
        while (alike < most && before.charAt(before.length() - 1 - alike) == after.charAt(after.length() - 1 - alike)) {
            alike++;
        }
        return alike;
    }
}
