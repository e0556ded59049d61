package dev.asof.registry.compute.expression.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The simple case mapping of one fixed version of Unicode, so that another JDK gives no other values. It is kept as a
 * table beside this class, whose lines read {@code lower|upper first last step difference}, the code points in
 * hexadecimal: every {@code step}-th code point from {@code first} to {@code last} maps to itself plus {@code difference}.
 * Immutable.
 */
final class CaseMapping {
    static final String UNICODE_VERSION = "16.0";

    private static final String TABLE = "simple-case-" + UNICODE_VERSION + ".txt";
    private static final int ASCII_END = 0x80;

    private final int[] firsts;
    private final int[] lasts;
    private final int[] steps;
    private final int[] differences;
    private final int[] ascii;

    private CaseMapping(List<String[]> ranges) {
        firsts = column(ranges, range -> Integer.parseInt(range[1], 16));
        lasts = column(ranges, range -> Integer.parseInt(range[2], 16));
        steps = column(ranges, range -> Integer.parseInt(range[3]));
        differences = column(ranges, range -> Integer.parseInt(range[4]));
        ascii = new int[ASCII_END];
        Arrays.setAll(ascii, (IntUnaryOperator) this::search);
    }

    private static int[] column(List<String[]> ranges, java.util.function.ToIntFunction<String[]> field) {
        return ranges.stream().mapToInt(field).toArray();
    }

    static CaseMapping lower() {
        return read("lower");
    }

    static CaseMapping upper() {
        return read("upper");
    }

    private static CaseMapping read(String direction) {
        try (InputStream table = CaseMapping.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("The table " + TABLE + " is missing");
            }
            String text = new String(table.readAllBytes(), StandardCharsets.US_ASCII);
            return new CaseMapping(text.lines()
                    .map(line -> line.split(" ", -1))
                    .filter(fields -> fields[0].equals(direction))
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    int apply(int codePoint) {
        return codePoint < ASCII_END ? ascii[codePoint] : search(codePoint);
    }

    private int search(int codePoint) {
        int found = Arrays.binarySearch(firsts, codePoint);
        int range = found >= 0 ? found : -found - 2;
        boolean mapped = range >= 0 && codePoint <= lasts[range] && (codePoint - firsts[range]) % steps[range] == 0;
        return mapped ? codePoint + differences[range] : codePoint;
    }
}
