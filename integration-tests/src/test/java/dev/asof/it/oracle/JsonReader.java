package dev.asof.it.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads texts of JSON into objects. Not thread-safe. */
final class JsonReader {
    private static final int DEEPEST = 64;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WORD = Pattern.compile("true|false|null");
    private static final Pattern STRING =
            Pattern.compile("\"((?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * A value and how it is written.
     *
     * @param of a {@link Map} or {@link List} of values, a {@link String}, {@link Digits} or {@link Boolean}; null for null
     */
    record Value(@Nullable Object of, String text) {}

    /** A number. */
    record Digits(String digits) {}

    /** What is no JSON. */
    private static final class Malformed extends RuntimeException {}

    /** The value of a whole text, null if it is no JSON. */
    static @Nullable Value read(String text) {
        try {
            JsonReader reader = new JsonReader(text);
            Value value = reader.value(0);
            reader.spaces();
            return reader.at == text.length() ? value : null;
        } catch (Malformed malformed) {
            return null;
        }
    }

    private Value value(int depth) {
        spaces();
        int start = at;
        char first = at < text.length() ? text.charAt(at) : ' ';
        Object value = switch (first) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> string();
            case 't', 'f', 'n' -> word();
            default -> new Digits(matched(NUMBER).group());
        };
        return new Value(value, text.substring(start, at));
    }

    private Map<String, Value> object(int depth) {
        Map<String, Value> object = new HashMap<>();
        enter(depth);
        while (!next('}', object.isEmpty())) {
            spaces();
            String name = string();
            expect(':');
            object.put(name, value(depth));
        }
        return object;
    }

    private List<Value> array(int depth) {
        List<Value> array = new ArrayList<>();
        enter(depth);
        while (!next(']', array.isEmpty())) {
            array.add(value(depth));
        }
        return array;
    }

    private void enter(int depth) {
        at++;
        if (depth > DEEPEST) {
            throw new Malformed();
        }
    }

    /** Whether the bracket closes here; otherwise goes behind the comma, where one is due. */
    private boolean next(char close, boolean isFirst) {
        spaces();
        if (at < text.length() && text.charAt(at) == close) {
            at++;
            return true;
        }
        if (!isFirst) {
            expect(',');
        }
        return false;
    }

    private @Nullable Object word() {
        String word = matched(WORD).group();
        return word.equals("null") ? null : (Object) Boolean.valueOf(word);
    }

    private String string() {
        String said = ESCAPE.matcher(matched(STRING).group(1))
                .replaceAll(escape -> Matcher.quoteReplacement(meant(escape.group(1))));
        if (said.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Malformed();
        }
        return said;
    }

    private static String meant(String escaped) {
        return switch (escaped.charAt(0)) {
            case 'u' -> String.valueOf((char) Integer.parseInt(escaped.substring(1), 16));
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> escaped;
        };
    }

    private Matcher matched(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new Malformed();
        }
        at = matcher.end();
        return matcher;
    }

    private void expect(char sign) {
        spaces();
        if (at == text.length() || text.charAt(at) != sign) {
            throw new Malformed();
        }
        at++;
    }

    private void spaces() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
