package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A compiled LIKE pattern: {@code %} stands for any run of characters, {@code _} for one character, which is a code
 * point. Matching goes back only to the last {@code %}, so its time is bounded by text times pattern. Immutable.
 */
public final class LikePattern {
    private static final int ANY_RUN = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] units;

    private LikePattern(int[] units) {
        this.units = units;
    }

    /**
     * Compiles a pattern.
     *
     * @param escape the character that makes the next one literal, if there is one
     * @return empty if the escape character stands before anything but %, _ or itself
     */
    public static Optional<LikePattern> compile(String pattern, Optional<Integer> escape) {
        int[] units = new int[pattern.length() * 3];
        int count = 0;
        for (int i = 0; i < pattern.length(); ) {
            int codePoint = pattern.codePointAt(i);
            i += Character.charCount(codePoint);
            boolean escaped = escape.isPresent() && codePoint == escape.get();
            if (escaped) {
                if (i == pattern.length() || !canBeEscaped(pattern.codePointAt(i), codePoint)) {
                    return Optional.empty();
                }
                codePoint = pattern.codePointAt(i);
                i += Character.charCount(codePoint);
            }
            if (!escaped && codePoint == '%') {
                units[count++] = ANY_RUN;
            } else if (!escaped && codePoint == '_') {
                units[count++] = ANY_CHARACTER;
            } else {
                for (byte unit : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                    units[count++] = unit & 0xFF;
                }
            }
        }
        return Optional.of(new LikePattern(Arrays.copyOf(units, count)));
    }

    private static boolean canBeEscaped(int codePoint, int escape) {
        return codePoint == '%' || codePoint == '_' || codePoint == escape;
    }

    /** Null where the text is. */
    public Evaluation evaluate(Evaluation texts) {
        BytesColumn bytes = Lanes.bytes(texts.column());
        long[] result = Scratch.longs(bytes.size());
        for (int row = 0; row < result.length; row++) {
            result[row] = matches(bytes.data(), bytes.offsets()[row], bytes.offsets()[row + 1]) ? 1 : 0;
        }
        return Marks.of(texts).longs(ScalarType.BOOL, result);
    }

    boolean matches(byte[] data, int from, int to) {
        int text = from;
        int unit = 0;
        int lastRun = -1;
        int resumeText = from;
        while (text < to) {
            if (unit < units.length && units[unit] == ANY_RUN) {
                lastRun = unit;
                resumeText = text;
                unit++;
            } else if (unit < units.length && units[unit] == ANY_CHARACTER) {
                text = Utf8.next(data, text, to);
                unit++;
            } else if (unit < units.length && units[unit] == (data[text] & 0xFF)) {
                text++;
                unit++;
            } else if (lastRun >= 0) {
                resumeText = Utf8.next(data, resumeText, to);
                text = resumeText;
                unit = lastRun + 1;
            } else {
                return false;
            }
        }
        while (unit < units.length && units[unit] == ANY_RUN) {
            unit++;
        }
        return unit == units.length;
    }
}
