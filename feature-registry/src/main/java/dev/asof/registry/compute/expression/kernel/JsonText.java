package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;

/** Writes arrays and objects of JSON from the texts of their values. */
final class JsonText {
    private JsonText() {}

    /** {@code [a, b]}. */
    static String array(DataType type, BytesColumn texts) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < texts.size(); i++) {
            json.append(i == 0 ? "" : ", ");
            append(type, texts, i, json);
        }
        return json.append(']').toString();
    }

    /** <code>{"k": a, "l": b}</code>. */
    static String object(BytesColumn keys, DataType type, BytesColumn texts) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < texts.size(); i++) {
            json.append(i == 0 ? "" : ", ");
            appendQuoted(keys.text(i), json);
            json.append(": ");
            append(type, texts, i, json);
        }
        return json.append('}').toString();
    }

    private static void append(DataType type, BytesColumn texts, int row, StringBuilder json) {
        if (texts.isNull(row)) {
            json.append("null");
        } else if (isBare(type, texts, row)) {
            json.append(texts.text(row));
        } else {
            appendQuoted(texts.text(row), json);
        }
    }

    /** Numbers, truth values, arrays and objects stand as they are; JSON has no NaN and no infinity. */
    private static boolean isBare(DataType type, BytesColumn texts, int row) {
        if (type.isFloat()) {
            byte last = texts.data()[texts.offsets()[row + 1] - 1];
            return last >= '0' && last <= '9';
        }
        return type.lane() == DataType.Lane.LONG
                ? type != ScalarType.DATE && type != ScalarType.TIMESTAMP
                : !(type instanceof ScalarType);
    }

    private static void appendQuoted(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
