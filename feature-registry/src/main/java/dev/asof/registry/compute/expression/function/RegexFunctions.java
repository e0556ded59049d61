package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.BOOL;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;

import dev.asof.registry.compute.expression.function.Parameter.Of;
import dev.asof.registry.compute.expression.function.Parameter.Written;
import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.regex.Regex;
import dev.asof.registry.compute.expression.regex.Replacement;
import dev.asof.registry.compute.schema.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Functions that search strings by a regular expression. */
final class RegexFunctions {
    private static final String TOO_LONG = "a string beyond 64 KiB";
    private static final Written PATTERN = Written.text("pattern", "'[A-Z]{2}'", "'(a|b)+c?'", "'^$'");
    private static final Written REPLACEMENT = Written.text("replacement", "'x'", "'<\\0>'");
    private static final Written GROUP = new Written("group", INT64, List.of(), List.of("0"));

    private RegexFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                function("regexp_like", "Whether the pattern occurs in the string.")
                        .fails(TOO_LONG)
                        .takesWritten(
                                List.of(new Of(STRING), PATTERN),
                                BOOL,
                                literals -> withPattern(
                                        literals, regex -> searching((row, text) -> row.setTruth(regex.isIn(text)))))
                        .example("regexp_like('GB-LON', '^[A-Z]{2}-')", "TRUE")
                        .example("regexp_like('GB-LON', '(?i)lon')", "TRUE")
                        .build(),
                function(
                                "regexp_extract",
                                "The first match of the pattern in the string, or a group of it; groups count from 1.")
                        .isNull("where nothing matches, or the group has no part in it")
                        .fails(TOO_LONG)
                        .takesWritten(
                                List.of(new Of(STRING), PATTERN),
                                STRING,
                                literals -> withPattern(literals, regex -> extracting(regex, 0)))
                        .takesWritten(List.of(new Of(STRING), PATTERN, GROUP), STRING, RegexFunctions::extractingGroup)
                        .example("regexp_extract('order 123, item 7', '[0-9]+')", "'123'")
                        .example("regexp_extract('ann@example.org', '@(.+)$', 1)", "'example.org'")
                        .example("regexp_extract('none', '[0-9]+')", "NULL")
                        .build(),
                function(
                                "regexp_replace",
                                "The string with every match of the pattern replaced, from left to right and not overlapping."
                                        + " In the replacement `\\1` is group 1, `\\0` the whole match, `\\\\` a backslash.")
                        .fails(TOO_LONG + "; searches that read more than 1,048,576 characters together; "
                                + TextFunctions.TOO_LONG)
                        .takesWritten(List.of(new Of(STRING), PATTERN, REPLACEMENT), STRING, RegexFunctions::replacing)
                        .example("regexp_replace('+49 (30) 123', '[^0-9]+', '')", "'4930123'")
                        .example("regexp_replace('Doe, Jane', '(\\w+), (\\w+)', '\\2 \\1')", "'Jane Doe'")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.TEXT, description);
    }

    private static Body withPattern(List<Value> literals, Function<Regex, Body> body) {
        return switch (Regex.read(text(literals.getFirst()))) {
            case Regex.Compiled(Regex regex) -> body.apply(regex);
            case Regex.Refused(String reason) -> new Body.Refused(0, reason);
        };
    }

    private static String text(Value literal) {
        return ((Value.BytesValue) literal).text();
    }

    /** A body that gets the UTF-8 of the string. */
    private static Body searching(BiConsumer<Cursor, byte[]> search) {
        return new Body.Computed(row -> {
            int length = row.toAt(0) - row.fromAt(0);
            if (length > Regex.MAX_TEXT_BYTES) {
                row.fail();
            } else {
                search.accept(row, Arrays.copyOfRange(row.dataAt(0), row.fromAt(0), row.toAt(0)));
            }
        });
    }

    private static Body extracting(Regex regex, int group) {
        return searching((row, text) -> {
            int[] found = regex.find(text, group);
            if (found.length == 0) {
                row.setNull();
            } else {
                row.text().append(text, found[0], found[1]);
            }
        });
    }

    private static Body extractingGroup(List<Value> literals) {
        long group = ((Value.LongValue) literals.get(1)).value();
        return withPattern(
                literals,
                regex -> group >= 0 && group <= regex.groupCount()
                        ? extracting(regex, (int) group)
                        : new Body.Refused(
                                1, "the pattern has " + regex.groupCount() + " groups, none of number " + group));
    }

    private static Body replacing(List<Value> literals) {
        return withPattern(literals, regex -> switch (Replacement.read(text(literals.get(1)), regex.groupCount())) {
            case Replacement.Read(Replacement replacement) ->
                searching((row, text) -> {
                    if (!regex.replace(new String(text, StandardCharsets.UTF_8), replacement, row.text())) {
                        row.fail();
                    }
                });
            case Replacement.Refused(String reason) -> new Body.Refused(1, reason);
        });
    }
}
