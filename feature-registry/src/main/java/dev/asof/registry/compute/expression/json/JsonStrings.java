package dev.asof.registry.compute.expression.json;

import dev.asof.registry.compute.expression.kernel.TextOutput;
import dev.asof.registry.compute.expression.kernel.Utf8;

/** Strings of JSON texts in UTF-8, with their quotes. */
public final class JsonStrings {
    private static final int NONE = -1;
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private JsonStrings() {}

    /**
     * Where the string ends that starts at {@code at}, behind its closing quote; -1 if there is none, or one that is no
     * Unicode text.
     */
    static int end(byte[] data, int at, int to) {
        if (at >= to || data[at] != '"') {
            return NONE;
        }
        int next = at + 1;
        while (next < to && data[next] != '"') {
            if (data[next] >= 0 && data[next] < ' ') {
                return NONE;
            }
            next = data[next] == '\\' ? escapeEnd(data, next, to) : next + 1;
            if (next == NONE) {
                return NONE;
            }
        }
        return next < to ? next + 1 : NONE;
    }

    private static int escapeEnd(byte[] data, int at, int to) {
        if (at + 1 >= to) {
            return NONE;
        }
        if (data[at + 1] != 'u') {
            return ESCAPED.indexOf(data[at + 1]) >= 0 ? at + 2 : NONE;
        }
        int unit = unit(data, at, to);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return NONE;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return at + 6;
        }
        int low = unit(data, at + 6, to);
        return low >= 0 && Character.isLowSurrogate((char) low) ? at + 12 : NONE;
    }

    /** The unit of UTF-16 that the escape {@code \}{@code uXXXX} at {@code at} says, or -1. */
    private static int unit(byte[] data, int at, int to) {
        if (at + 6 > to || data[at] != '\\' || data[at + 1] != 'u') {
            return NONE;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = data[i] < 0 ? NONE : Character.digit((char) data[i], 16);
            if (digit < 0) {
                return NONE;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** Appends what the string {@code data[from..to)} says, which {@link #end} has found sound. */
    public static void append(byte[] data, int from, int to, TextOutput output) {
        int at = from + 1;
        int copied = at;
        while (at < to - 1) {
            if (data[at] != '\\') {
                at++;
                continue;
            }
            output.append(data, copied, at);
            int end = escapeEnd(data, at, to);
            Utf8.append(codePoint(data, at, end), output);
            at = end;
            copied = end;
        }
        output.append(data, copied, to - 1);
    }

    private static int codePoint(byte[] data, int at, int end) {
        return switch (end - at) {
            case 2 -> MEANT.charAt(ESCAPED.indexOf(data[at + 1]));
            case 6 -> unit(data, at, end);
            default -> Character.toCodePoint((char) unit(data, at, end), (char) unit(data, at + 6, end));
        };
    }

    /** Whether the string {@code data[from..to)}, which is sound, says this. */
    static boolean equal(byte[] data, int from, int to, byte[] name) {
        int at = from + 1;
        int compared = 0;
        while (at < to - 1) {
            if (data[at] != '\\') {
                if (compared == name.length || name[compared] != data[at]) {
                    return false;
                }
                compared++;
                at++;
                continue;
            }
            int end = escapeEnd(data, at, to);
            byte[] said =
                    Character.toString(codePoint(data, at, end)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (!java.util.Arrays.equals(
                    said, 0, said.length, name, compared, Math.min(name.length, compared + said.length))) {
                return false;
            }
            compared += said.length;
            at = end;
        }
        return compared == name.length;
    }
}
