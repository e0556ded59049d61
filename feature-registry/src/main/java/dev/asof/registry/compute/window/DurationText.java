package dev.asof.registry.compute.window;

import dev.asof.registry.compute.schema.Micros;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as users write them: {@code 30d}, {@code 12h}, {@code 15m}, {@code 5s}, {@code 100ms}, {@code 5us}. */
public final class DurationText {
    /** The longest span, about a thousand years, so that arithmetic with times never wraps. */
    public static final long MAX_MICROS = 365_000 * Micros.PER_DAY;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(us|ms|s|m|h|d|w)");
    private static final Map<String, Long> MICROS_BY_UNIT = Map.of(
            "us",
            1L,
            "ms",
            Micros.PER_MILLI,
            "s",
            Micros.PER_SECOND,
            "m",
            Micros.PER_MINUTE,
            "h",
            Micros.PER_HOUR,
            "d",
            Micros.PER_DAY,
            "w",
            7 * Micros.PER_DAY);

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
        units.put("d", Micros.PER_DAY);
        units.put("h", Micros.PER_HOUR);
        units.put("m", Micros.PER_MINUTE);
        units.put("s", Micros.PER_SECOND);
        units.put("ms", Micros.PER_MILLI);
        units.put("us", 1L);
        return units;
    }
}
