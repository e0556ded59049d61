package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.TextOutput;
import dev.asof.registry.compute.expression.kernel.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Functions that change the form of a string: case, padding, trimming. */
final class TextShapeFunctions {
    /** Bytes of the set of characters that a trim may name: the set is searched for each character. */
    private static final int MAX_TRIMMED = 100;

    private static final byte[] SPACE = " ".getBytes(StandardCharsets.UTF_8);

    /** Where to cut or to fill. */
    private enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    private TextShapeFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                changeCase("lower", "small", CaseMapping.lower())
                        .example("lower('ÀB')", "'àb'")
                        .build(),
                changeCase("upper", "capital", CaseMapping.upper())
                        .example("upper('straße')", "'STRAßE'")
                        .build(),
                trim("trim", "at both ends", Side.BOTH)
                        .example("trim('  a b ')", "'a b'")
                        .example("trim('--a-', '-')", "'a'")
                        .build(),
                trim("ltrim", "at the start", Side.LEFT)
                        .example("ltrim(' a ')", "'a '")
                        .build(),
                trim("rtrim", "at the end", Side.RIGHT)
                        .example("rtrim(' a ')", "' a'")
                        .build(),
                pad("lpad", "on the left", Side.LEFT)
                        .example("lpad('7', 3, '0')", "'007'")
                        .example("lpad('12345', 3, '0')", "'123'")
                        .build(),
                pad("rpad", "on the right", Side.RIGHT)
                        .example("rpad('ab', 4, '.-')", "'ab.-'")
                        .build(),
                function("reverse", "The characters in reverse order.")
                        .fails(TextFunctions.TOO_LONG)
                        .takes(List.of(STRING), STRING, TextShapeFunctions::reverse)
                        .example("reverse('abc')", "'cba'")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.TEXT, description);
    }

    private static FunctionBuilder changeCase(String name, String letters, CaseMapping mapping) {
        return function(
                        name,
                        "The string in " + letters + " letters: each character by Unicode "
                                + CaseMapping.UNICODE_VERSION + "'s simple mapping, in no language in particular.")
                .fails(TextFunctions.TOO_LONG)
                .takes(List.of(STRING), STRING, row -> map(row, mapping));
    }

    private static FunctionBuilder trim(String name, String where, Side side) {
        return function(
                        name,
                        "The string without the spaces (U+0020 only) " + where
                                + ", or without the characters that are in `characters`.")
                .fails("`characters` has more than " + MAX_TRIMMED + " bytes; " + TextFunctions.TOO_LONG)
                .takes(List.of(STRING), STRING, row -> trim(row, side, new ByteSearch.Run(SPACE, 0, 1)))
                .takes(
                        List.of(STRING, STRING),
                        STRING,
                        row -> trim(row, side, new ByteSearch.Run(row.dataAt(1), row.fromAt(1), row.toAt(1))));
    }

    private static FunctionBuilder pad(String name, String where, Side side) {
        return function(
                        name,
                        "The string filled " + where + " up to `n` characters with spaces or with `fill`, repeated; cut"
                                + " after `n` characters where it is longer. An empty `fill` fills nothing.")
                .fails("`n` is negative; " + TextFunctions.TOO_LONG)
                .takes(List.of(STRING, INT64), STRING, row -> pad(row, side, new ByteSearch.Run(SPACE, 0, 1)))
                .takes(
                        List.of(STRING, INT64, STRING),
                        STRING,
                        row -> pad(row, side, new ByteSearch.Run(row.dataAt(2), row.fromAt(2), row.toAt(2))));
    }

    private static void map(Cursor row, CaseMapping mapping) {
        byte[] data = row.dataAt(0);
        int to = row.toAt(0);
        for (int at = row.fromAt(0); at < to; ) {
            int next = Utf8.next(data, at, to);
            int codePoint = Utf8.codePoint(data, at, to);
            if (codePoint < 0) {
                row.text().append(data, at, next);
            } else {
                Utf8.append(mapping.apply(codePoint), row.text());
            }
            at = next;
        }
    }

    private static void trim(Cursor row, Side side, ByteSearch.Run characters) {
        if (characters.length() > MAX_TRIMMED) {
            row.fail();
            return;
        }
        byte[] data = row.dataAt(0);
        int from = row.fromAt(0);
        int to = row.toAt(0);
        while (side != Side.RIGHT && from < to && has(characters, data, from, Utf8.next(data, from, to))) {
            from = Utf8.next(data, from, to);
        }
        while (side != Side.LEFT && from < to && has(characters, data, Utf8.previous(data, from, to), to)) {
            to = Utf8.previous(data, from, to);
        }
        row.text().append(data, from, to);
    }

    private static boolean has(ByteSearch.Run characters, byte[] data, int from, int to) {
        return ByteSearch.find(characters, characters.from(), new ByteSearch.Run(data, from, to)) >= 0;
    }

    private static void pad(Cursor row, Side side, ByteSearch.Run fill) {
        long wanted = row.longAt(1);
        if (wanted < 0) {
            row.fail();
            return;
        }
        byte[] data = row.dataAt(0);
        int end = Utf8.skip(data, row.fromAt(0), row.toAt(0), wanted);
        long missing = wanted - Utf8.count(data, row.fromAt(0), end);
        if (side == Side.LEFT) {
            fill(row, fill, missing);
        }
        row.text().append(data, row.fromAt(0), end);
        if (side == Side.RIGHT) {
            fill(row, fill, missing);
        }
    }

    private static void fill(Cursor row, ByteSearch.Run fill, long characters) {
        int each = Utf8.count(fill.data(), fill.from(), fill.to());
        if (each > 0 && characters > TextOutput.MAX_TEXT_BYTES) {
            row.fail();
            return;
        }
        long missing = characters;
        while (each > 0 && missing > 0 && !row.text().overflowed()) {
            int end = missing >= each ? fill.to() : Utf8.skip(fill.data(), fill.from(), fill.to(), missing);
            row.text().append(fill.data(), fill.from(), end);
            missing -= each;
        }
    }

    private static void reverse(Cursor row) {
        byte[] data = row.dataAt(0);
        int end = row.toAt(0);
        while (end > row.fromAt(0)) {
            int start = Utf8.previous(data, row.fromAt(0), end);
            row.text().append(data, start, end);
            end = start;
        }
    }
}
