package dev.asof.registry.compute.window;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as users write them: {@code 30d}, {@code 12h}, {@code 15m}, {@code 5s}, {@code 100ms}, {@code 5us}. */
public final class DurationText {
    /** The longest span, about a thousand years, so that arithmetic with times never wraps. */
    public static final long MAX_MICROS = 365_000L * 24 * 60 * 60 * 1_000_000;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(us|ms|s|m|h|d|w)");
    private static final Map<String, Long> MICROS_BY_UNIT = Map.of(
            "us",
            1L,
            "ms",
            1_000L,
            "s",
            1_000_000L,
            "m",
            60_000_000L,
            "h",
            3_600_000_000L,
            "d",
            86_400_000_000L,
            "w",
            604_800_000_000L);

    /** The units that {@link #format} uses, largest first; weeks are read but written as days. */
    private static final Map<String, Long> FORMAT_UNITS = formatUnits();

    private DurationText() {}

    /** The span in microseconds; empty if this isn't an integer with a unit, or is longer than {@link #MAX_MICROS}. */
    public static OptionalLong parseMicros(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        long unit = MICROS_BY_UNIT.getOrDefault(matcher.group(2), 1L);
        return count > MAX_MICROS / unit ? OptionalLong.empty() : OptionalLong.of(count * unit);
    }

    /** The one text of a span: in the largest unit from days down that divides it; equal spans have equal texts. */
    public static String format(long micros) {
        for (Map.Entry<String, Long> unit : FORMAT_UNITS.entrySet()) {
            if (micros != 0 && micros % unit.getValue() == 0) {
                return micros / unit.getValue() + unit.getKey();
            }
        }
        return "0s";
    }

    private static Map<String, Long> formatUnits() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("d", 86_400_000_000L);
        units.put("h", 3_600_000_000L);
        units.put("m", 60_000_000L);
        units.put("s", 1_000_000L);
        units.put("ms", 1_000L);
        units.put("us", 1L);
        return units;
    }
}
