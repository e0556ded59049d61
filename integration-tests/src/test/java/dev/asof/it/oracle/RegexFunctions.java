package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.BOOL;
import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.STRING;

import dev.asof.it.oracle.RowFunction.Parameter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions that search text by patterns, of those that all libraries read alike; each has one group. */
final class RegexFunctions {
    /** Strings in which no searches read too far. */
    private static final int LONGEST_REPLACED = 1_023;

    private static final Parameter TEXT = new Parameter.Any(STRING);
    private static final Parameter PATTERN = new Parameter.Written(
            STRING,
            List.of(
                    "(a)",
                    "(?i)(A)b?",
                    "^(.*)$",
                    "([a-z]+)",
                    "(b|ab)",
                    "(a*)",
                    "(.)",
                    "(é)|ß",
                    "(\\w+)\\W",
                    "()",
                    "(a|b){2,3}",
                    "[^a-z](.?)",
                    "^(?:a|(b))",
                    "\\b(.)",
                    "(z?)(?:\\pL)",
                    "(\\x{1F600})"));
    private static final Parameter GROUP = new Parameter.Written(INT64, List.of(0L, 1L));
    private static final Parameter REPLACEMENT =
            new Parameter.Written(STRING, List.of("", "x", "<\\0>", "\\1", "$1", "\\\\\\1\\1", "é$"));

    private RegexFunctions() {}

    static List<RowFunction> all() {
        return List.of(
                new RowFunction(
                        "regexp_like",
                        List.of(TEXT, PATTERN),
                        BOOL,
                        a -> matcher(a).find()),
                new RowFunction("regexp_extract", List.of(TEXT, PATTERN), STRING, a -> group(matcher(a), 0L)),
                new RowFunction(
                        "regexp_extract", List.of(TEXT, PATTERN, GROUP), STRING, a -> group(matcher(a), a.get(2))),
                new RowFunction(
                        "regexp_replace",
                        List.of(TEXT, PATTERN, REPLACEMENT),
                        STRING,
                        a -> replaced((String) a.get(0), matcher(a), (String) a.get(2))));
    }

    private static Matcher matcher(List<Object> arguments) {
        return Pattern.compile((String) arguments.get(1)).matcher((String) arguments.get(0));
    }

    private static @Nullable Object group(Matcher matcher, Object group) {
        return matcher.find() ? matcher.group(((Long) group).intValue()) : null;
    }

    private static String replaced(String text, Matcher matcher, String replacement) {
        if (text.length() > LONGEST_REPLACED) {
            throw new IllegalArgumentException(
                    "How far the searches read in a string of " + text.length() + " characters, only RE2/J can say");
        }
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int from = 0; from <= text.length() && matcher.find(from); ) {
            result.append(text, copied, matcher.start()).append(replacement(replacement, matcher));
            copied = matcher.end();
            boolean isLast = copied == text.length();
            from = matcher.end() > matcher.start() ? copied : isLast ? copied + 1 : text.offsetByCodePoints(copied, 1);
        }
        return result.append(text.substring(copied)).toString();
    }

    private static String replacement(String text, Matcher match) {
        String group = match.group(1) == null ? "" : match.group(1);
        return text.replace("\\\\", "\uE000")
                .replace("\\0", match.group())
                .replace("\\1", group)
                .replace("\uE000", "\\");
    }
}
