package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.BOOL;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.Utf8;
import java.util.List;

/** Functions that measure, search, cut and join strings. A character is a code point; the first is number 1. */
final class TextFunctions {
    static final String TOO_LONG = "a result beyond 1 MiB";

    private TextFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                function("length", "The number of characters of a string, of elements of a list, of keys of a map.")
                        .takes(List.of(STRING), INT64, row -> row.set((long) count(row, 0)))
                        .with(ListFunctions.length())
                        .with(MapFunctions.length())
                        .example("length('né')", "2")
                        .example("length([1, NULL])", "2")
                        .build(),
                function("concat", "The strings joined; the same as `a || b`. Null where any is null.")
                        .fails(TOO_LONG)
                        .takesRepeated(List.of(STRING), STRING, TextFunctions::concat)
                        .example("concat('a', 'b', 'c')", "'abc'")
                        .build(),
                function("starts_with", "Whether the string starts with the second.")
                        .takes(List.of(STRING, STRING), BOOL, TextFunctions::startsWith)
                        .example("starts_with('GB-LON', 'GB')", "TRUE")
                        .build(),
                function("ends_with", "Whether the string ends with the second.")
                        .takes(List.of(STRING, STRING), BOOL, TextFunctions::endsWith)
                        .example("ends_with('GB-LON', 'GB')", "FALSE")
                        .build(),
                function(
                                "contains",
                                "Whether the second string is in the first; the empty string is in every one. Whether an element"
                                        + " of a list equals the value, as `IN` compares.")
                        .isNull("where no element equals the value and one is null")
                        .takes(List.of(STRING, STRING), BOOL, row -> row.setTruth(indexOf(row) >= 0))
                        .with(ListFunctions.contains())
                        .example("contains('GB-LON', '-L')", "TRUE")
                        .example("contains([1, 2], 2)", "TRUE")
                        .build(),
                function("strpos", "The number of the character where the second string starts first, 0 if nowhere.")
                        .takes(List.of(STRING, STRING), INT64, TextFunctions::position)
                        .example("strpos('GB-LON', '-')", "3")
                        .example("strpos('GB-LON', '?')", "0")
                        .build(),
                substring(),
                function("left", "The first `n` characters, or all.")
                        .fails("`n` is negative; " + TOO_LONG)
                        .takes(List.of(STRING, INT64), STRING, TextFunctions::left)
                        .example("left('GB-LON', 2)", "'GB'")
                        .build(),
                function("right", "The last `n` characters, or all.")
                        .fails("`n` is negative; " + TOO_LONG)
                        .takes(List.of(STRING, INT64), STRING, TextFunctions::right)
                        .example("right('GB-LON', 3)", "'LON'")
                        .build(),
                function(
                                "replace",
                                "Every occurrence of the second string, from left to right and not overlapping, replaced"
                                        + " by the third. The empty string occurs nowhere.")
                        .fails(TOO_LONG)
                        .takes(List.of(STRING, STRING, STRING), STRING, TextFunctions::replace)
                        .example("replace('1,234,567', ',', '')", "'1234567'")
                        .build(),
                function(
                                "split_part",
                                "Part number `n` of the string split at each occurrence of the second; the empty string"
                                        + " beyond the last part. The empty string splits nothing.")
                        .fails("`n` is below 1; " + TOO_LONG)
                        .takes(List.of(STRING, STRING, INT64), STRING, TextFunctions::splitPart)
                        .example("split_part('a/b/c', '/', 2)", "'b'")
                        .example("split_part('a/b/c', '/', 4)", "''")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.TEXT, description);
    }

    private static ScalarFunction substring() {
        return function(
                        "substring",
                        "The characters from number `from` on, at most `length` of them, or up to the end.")
                .fails("`from` is below 1 or `length` negative; " + TOO_LONG)
                .takes(List.of(STRING, INT64), STRING, row -> substring(row, Long.MAX_VALUE))
                .takes(List.of(STRING, INT64, INT64), STRING, row -> substring(row, row.longAt(2)))
                .example("substring('GB-LON', 4)", "'LON'")
                .example("substring('GB-LON', 1, 2)", "'GB'")
                .example("substring('GB-LON', 9)", "''")
                .example("substring('GB-LON', 0)", "NULL")
                .build();
    }

    private static int count(Cursor row, int argument) {
        return Utf8.count(row.dataAt(argument), row.fromAt(argument), row.toAt(argument));
    }

    private static ByteSearch.Run run(Cursor row, int argument) {
        return new ByteSearch.Run(row.dataAt(argument), row.fromAt(argument), row.toAt(argument));
    }

    private static void concat(Cursor row) {
        for (int i = 0; i < row.argumentCount(); i++) {
            row.text().append(row.dataAt(i), row.fromAt(i), row.toAt(i));
        }
    }

    private static void startsWith(Cursor row) {
        row.setTruth(ByteSearch.matches(run(row, 0), row.fromAt(0), run(row, 1)));
    }

    private static void endsWith(Cursor row) {
        ByteSearch.Run end = run(row, 1);
        row.setTruth(ByteSearch.matches(run(row, 0), row.toAt(0) - end.length(), end));
    }

    /** Where in its array the second string starts in the first, or -1. */
    private static int indexOf(Cursor row) {
        ByteSearch.Run needle = run(row, 1);
        return needle.length() == 0 ? row.fromAt(0) : ByteSearch.find(run(row, 0), row.fromAt(0), needle);
    }

    private static void position(Cursor row) {
        int at = indexOf(row);
        row.set(at < 0 ? 0L : Utf8.count(row.dataAt(0), row.fromAt(0), at) + 1L);
    }

    private static void substring(Cursor row, long length) {
        long from = row.longAt(1);
        if (from < 1 || length < 0) {
            row.fail();
            return;
        }
        int start = Utf8.skip(row.dataAt(0), row.fromAt(0), row.toAt(0), from - 1);
        int end = Utf8.skip(row.dataAt(0), start, row.toAt(0), length);
        row.text().append(row.dataAt(0), start, end);
    }

    private static void left(Cursor row) {
        long length = row.longAt(1);
        if (length < 0) {
            row.fail();
            return;
        }
        int end = Utf8.skip(row.dataAt(0), row.fromAt(0), row.toAt(0), length);
        row.text().append(row.dataAt(0), row.fromAt(0), end);
    }

    private static void right(Cursor row) {
        long length = row.longAt(1);
        if (length < 0) {
            row.fail();
            return;
        }
        int start = row.toAt(0);
        for (long i = 0; i < length && start > row.fromAt(0); i++) {
            start = Utf8.previous(row.dataAt(0), row.fromAt(0), start);
        }
        row.text().append(row.dataAt(0), start, row.toAt(0));
    }

    private static void replace(Cursor row) {
        ByteSearch.Run text = run(row, 0);
        ByteSearch.Run unwanted = run(row, 1);
        int copied = text.from();
        int found = unwanted.length() == 0 ? -1 : ByteSearch.find(text, copied, unwanted);
        while (found >= 0) {
            row.text().append(text.data(), copied, found);
            row.text().append(row.dataAt(2), row.fromAt(2), row.toAt(2));
            copied = found + unwanted.length();
            found = ByteSearch.find(text, copied, unwanted);
        }
        row.text().append(text.data(), copied, text.to());
    }

    private static void splitPart(Cursor row) {
        long part = row.longAt(2);
        if (part < 1) {
            row.fail();
            return;
        }
        ByteSearch.Run text = run(row, 0);
        ByteSearch.Run separator = run(row, 1);
        int start = text.from();
        int end = nextSeparator(text, start, separator);
        for (long i = 1; i < part; i++) {
            if (end < 0) {
                return;
            }
            start = end + separator.length();
            end = nextSeparator(text, start, separator);
        }
        row.text().append(text.data(), start, end < 0 ? text.to() : end);
    }

    private static int nextSeparator(ByteSearch.Run text, int start, ByteSearch.Run separator) {
        return separator.length() == 0 ? -1 : ByteSearch.find(text, start, separator);
    }
}
