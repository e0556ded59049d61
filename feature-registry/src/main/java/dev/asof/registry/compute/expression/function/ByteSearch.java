package dev.asof.registry.compute.expression.function;

import java.util.Arrays;

/** Finds bytes within bytes, in time proportional to their lengths together, whatever they are. */
final class ByteSearch {
    /** Up to here a needle is compared at each place; longer ones are searched with Knuth, Morris and Pratt's table. */
    private static final int SHORT = 16;

    private ByteSearch() {}

    /** A run of bytes: {@code data[from..to)}. */
    record Run(byte[] data, int from, int to) {
        int length() {
            return to - from;
        }
    }

    /** The first place at or after {@code start} where {@code needle}, which is not empty, is in {@code text}; or -1. */
    static int find(Run text, int start, Run needle) {
        if (needle.length() > text.to() - start) {
            return -1;
        }
        return needle.length() <= SHORT ? compareEach(text, start, needle) : withTable(text, start, needle);
    }

    private static int compareEach(Run text, int start, Run needle) {
        byte first = needle.data()[needle.from()];
        for (int at = start; at <= text.to() - needle.length(); at++) {
            if (text.data()[at] == first && matches(text, at, needle)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether {@code needle} is in {@code text} at {@code at}. */
    static boolean matches(Run text, int at, Run needle) {
        int end = at + needle.length();
        return at >= text.from()
                && end <= text.to()
                && Arrays.equals(text.data(), at, end, needle.data(), needle.from(), needle.to());
    }

    private static int withTable(Run text, int start, Run needle) {
        int[] borders = borders(needle);
        int matched = 0;
        for (int at = start; at < text.to(); at++) {
            matched = extended(borders, needle, matched, text.data()[at]);
            if (matched == needle.length()) {
                return at + 1 - matched;
            }
        }
        return -1;
    }

    /** For each length of prefix, the length of the longest shorter prefix that it ends with. */
    private static int[] borders(Run needle) {
        int[] borders = new int[needle.length() + 1];
        int matched = 0;
        for (int length = 2; length <= needle.length(); length++) {
            matched = extended(borders, needle, matched, needle.data()[needle.from() + length - 1]);
            borders[length] = matched;
        }
        return borders;
    }

    private static int extended(int[] borders, Run needle, int matched, byte next) {
        int length = matched;
        while (length > 0 && needle.data()[needle.from() + length] != next) {
            length = borders[length];
        }
        return needle.data()[needle.from() + length] == next ? length + 1 : 0;
    }
}
