package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Optional;

/**
 * Takes an array or an object of JSON apart into the texts of its values, one level deep: what nests in them stays as it
 * is written, for whoever reads them in turn. A value other than a string may be quoted or not; null is null. Does not
 * recurse.
 */
final class JsonParts {
    private final String text;
    private final DataType type;
    private final ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
    private final ColumnBuilder values = new ColumnBuilder(ScalarType.STRING);
    private int at;

    private JsonParts(String text, DataType type) {
        this.text = text;
        this.type = type;
    }

    /** The entries of an object, as they are written. */
    record Entries(BytesColumn keys, BytesColumn values) {}

    /** The texts of an array's elements; empty if it is no array of values that may be of the type. */
    static Optional<Column> ofArray(String text, DataType element) {
        JsonParts parts = new JsonParts(text, element);
        return parts.read('[', ']') ? Optional.of(parts.values.build()) : Optional.empty();
    }

    /** The keys and texts of an object's values; empty if it is no object of values that may be of the type. */
    static Optional<Entries> ofObject(String text, DataType value) {
        JsonParts parts = new JsonParts(text, value);
        return parts.read('{', '}')
                ? Optional.of(new Entries((BytesColumn) parts.keys.build(), (BytesColumn) parts.values.build()))
                : Optional.empty();
    }

    private boolean read(char open, char close) {
        if (!takes(open)) {
            return false;
        }
        boolean isSound = takes(close) || (readParts(open == '{') && takes(close));
        skipSpaces();
        return isSound && at == text.length();
    }

    private boolean readParts(boolean withKeys) {
        do {
            if ((withKeys && !readKey()) || !readValue()) {
                return false;
            }
        } while (takes(','));
        return true;
    }

    private boolean readKey() {
        skipSpaces();
        Optional<String> key = quoted();
        key.ifPresent(keys::appendText);
        return key.isPresent() && takes(':');
    }

    private boolean readValue() {
        skipSpaces();
        if (at == text.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '"' -> append(quoted());
            case '[', '{' -> type.isNested() && append(nested());
            default -> readWord();
        };
    }

    private boolean append(Optional<String> value) {
        value.ifPresent(values::appendText);
        return value.isPresent();
    }

    /** A number, a truth value or null. */
    private boolean readWord() {
        int start = at;
        while (at < text.length() && ",:]}[{\" \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("null")) {
            values.appendNull();
            return true;
        }
        return !word.isEmpty() && type != ScalarType.STRING && append(Optional.of(word));
    }

    /** An array or object up to the bracket that closes it; whether it is well-formed is seen by who reads it. */
    private Optional<String> nested() {
        int start = at;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                if (quoted().isEmpty()) {
                    return Optional.empty();
                }
                continue;
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            at++;
            if (depth == 0) {
                return Optional.of(text.substring(start, at));
            }
        }
        return Optional.empty();
    }

    /** A string of JSON, which starts here. */
    private Optional<String> quoted() {
        if (at == text.length() || text.charAt(at) != '"') {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) != '\\') {
                value.append(text.charAt(at));
            } else if (!appendEscaped(value)) {
                return Optional.empty();
            }
        }
        at++;
        return at <= text.length() && isText(value) ? Optional.of(value.toString()) : Optional.empty();
    }

    private boolean appendEscaped(StringBuilder value) {
        at++;
        if (at == text.length()) {
            return false;
        }
        int place = "\"\\/bfnrt".indexOf(text.charAt(at));
        if (place >= 0) {
            value.append("\"\\/\b\f\n\r\t".charAt(place));
            return true;
        }
        return text.charAt(at) == 'u' && appendUnit(value);
    }

    private boolean appendUnit(StringBuilder value) {
        if (at + 4 >= text.length()) {
            return false;
        }
        int unit = 0;
        for (int i = 1; i <= 4; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0 || text.charAt(at + i) > 'f') {
                return false;
            }
            unit = unit << 4 | digit;
        }
        value.append((char) unit);
        at += 4;
        return true;
    }

    /** Whether no half of a surrogate pair stands alone: such a string is no Unicode text. */
    private static boolean isText(StringBuilder value) {
        return value.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private boolean takes(char sign) {
        skipSpaces();
        boolean stands = at < text.length() && text.charAt(at) == sign;
        at += stands ? 1 : 0;
        return stands;
    }

    private void skipSpaces() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
