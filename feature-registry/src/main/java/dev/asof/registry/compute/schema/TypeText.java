package dev.asof.registry.compute.schema;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of types, read from the left.
 *
 * <pre>
 * type := scalar | decimal(p,s) | list&lt;type&gt; | list&lt;type, length&gt; | map&lt;string, type&gt;
 * </pre>
 */
final class TypeText {
    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}|0");

    private final String text;
    private int at;
    private int depth;

    TypeText(String text) {
        this.text = text;
    }

    Optional<DataType> parse() {
        Optional<DataType> type = type();
        skipSpaces();
        return at == text.length() ? type : Optional.empty();
    }

    private Optional<DataType> type() {
        String word = next(WORD);
        return switch (word) {
            case "decimal" -> decimal();
            case "list" -> nested(this::listRest);
            case "map" -> nested(this::mapRest);
            default -> ScalarType.named(word).map(scalar -> scalar);
        };
    }

    private Optional<DataType> decimal() {
        if (!takes("(")) {
            return Optional.empty();
        }
        OptionalInt precision = number();
        boolean hasComma = takes(",");
        OptionalInt scale = number();
        return takes(")")
                        && hasComma
                        && precision.isPresent()
                        && scale.isPresent()
                        && DecimalType.isType(precision.getAsInt(), scale.getAsInt())
                ? Optional.of(new DecimalType(precision.getAsInt(), scale.getAsInt()))
                : Optional.empty();
    }

    private Optional<DataType> nested(java.util.function.Supplier<Optional<DataType>> rest) {
        if (depth == DataType.MAX_DEPTH || !takes("<")) {
            return Optional.empty();
        }
        depth++;
        Optional<DataType> type = rest.get();
        depth--;
        return takes(">") ? type : Optional.empty();
    }

    private Optional<DataType> listRest() {
        Optional<DataType> element = type();
        if (!takes(",")) {
            return element.map(ListType::new);
        }
        OptionalInt length = number();
        boolean isLength = length.isPresent() && length.getAsInt() >= 1 && length.getAsInt() <= ListType.MAX_LENGTH;
        return isLength ? element.map(type -> new ListType(type, length)) : Optional.empty();
    }

    private Optional<DataType> mapRest() {
        boolean isByString = next(WORD).equals("string") && takes(",");
        return isByString ? type().map(MapType::new) : Optional.empty();
    }

    private OptionalInt number() {
        String digits = next(NUMBER);
        return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    private boolean takes(String sign) {
        skipSpaces();
        boolean stands = text.startsWith(sign, at);
        at += stands ? sign.length() : 0;
        return stands;
    }

    /** What of the text follows that the pattern matches; empty if nothing does. */
    private String next(Pattern pattern) {
        skipSpaces();
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        at = matcher.end();
        return matcher.group();
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
