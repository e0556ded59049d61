package dev.asof.registry.compute.expression.kernel;

/**
 * Walks UTF-8 bytes by code points. On bytes that are not valid UTF-8 the walk stays within bounds and moves on; what it
 * finds there is unspecified but always the same.
 */
public final class Utf8 {
    private Utf8() {}

    /** Where the code point after the one at {@code at} starts, at most {@code to}. */
    public static int next(byte[] data, int at, int to) {
        int next = at + 1;
        while (next < to && isContinuation(data[next])) {
            next++;
        }
        return next;
    }

    /** Where the code point before {@code at} starts, at least {@code from}. */
    public static int previous(byte[] data, int from, int at) {
        int previous = at - 1;
        while (previous > from && isContinuation(data[previous])) {
            previous--;
        }
        return previous;
    }

    private static boolean isContinuation(byte unit) {
        return (unit & 0xC0) == 0x80;
    }

    /** The number of code points in {@code data[from..to)}. */
    public static int count(byte[] data, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i = next(data, i, to)) {
            count++;
        }
        return count;
    }

    /** Where the code point number {@code codePoints} after {@code from} starts, {@code to} if there are fewer. */
    public static int skip(byte[] data, int from, int to, long codePoints) {
        int at = from;
        for (long i = 0; i < codePoints && at < to; i++) {
            at = next(data, at, to);
        }
        return at;
    }

    /** The code point that starts at {@code at}, or -1 if the bytes there are not one. */
    public static int codePoint(byte[] data, int at, int to) {
        int lead = data[at];
        if (lead >= 0) {
            return lead;
        }
        int length = lead >> 5 == -2 ? 2 : lead >> 4 == -2 ? 3 : lead >> 3 == -2 ? 4 : 0;
        if (length == 0 || at + length > to || next(data, at, to) != at + length) {
            return -1;
        }
        int result = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            result = (result << 6) | (data[at + i] & 0x3F);
        }
        return result;
    }

    /** Appends {@code codePoint}, which is not a surrogate, to {@code output}. */
    public static void append(int codePoint, TextOutput output) {
        if (codePoint < 0x80) {
            output.append((byte) codePoint);
        } else if (codePoint < 0x800) {
            output.append((byte) (0xC0 | (codePoint >> 6)));
            output.append(continuation(codePoint));
        } else if (codePoint < 0x10000) {
            output.append((byte) (0xE0 | (codePoint >> 12)));
            output.append(continuation(codePoint >> 6));
            output.append(continuation(codePoint));
        } else {
            output.append((byte) (0xF0 | (codePoint >> 18)));
            output.append(continuation(codePoint >> 12));
            output.append(continuation(codePoint >> 6));
            output.append(continuation(codePoint));
        }
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
