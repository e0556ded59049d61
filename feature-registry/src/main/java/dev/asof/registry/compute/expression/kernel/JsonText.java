package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes arrays and objects of JSON from the texts of their values. */
final class JsonText {
    private static final byte[] COMMA = utf8(", ");
    private static final byte[] COLON = utf8(": ");
    private static final byte[] NULL = utf8("null");
    private static final byte[] UNIT = utf8("\\u00");

    private JsonText() {}

    /** {@code [a, b]}. */
    static void array(DataType type, BytesColumn texts, TextOutput json) {
        json.append((byte) '[');
        for (int i = 0; i < texts.size() && !json.overflowed(); i++) {
            separate(i, json);
            append(type, texts, i, json);
        }
        json.append((byte) ']');
    }

    /** <code>{"k": a, "l": b}</code>. */
    static void object(BytesColumn keys, DataType type, BytesColumn texts, TextOutput json) {
        json.append((byte) '{');
        for (int i = 0; i < texts.size() && !json.overflowed(); i++) {
            separate(i, json);
            appendQuoted(keys, i, json);
            json.append(COLON);
            append(type, texts, i, json);
        }
        json.append((byte) '}');
    }

    private static void separate(int index, TextOutput json) {
        if (index > 0) {
            json.append(COMMA);
        }
    }

    private static void append(DataType type, BytesColumn texts, int row, TextOutput json) {
        if (texts.isNull(row)) {
            json.append(NULL);
        } else if (isBare(type, texts, row)) {
            json.append(texts.data(), texts.offsets()[row], texts.offsets()[row + 1]);
        } else {
            appendQuoted(texts, row, json);
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

    /** What is to be escaped is ASCII, which is in no other character of UTF-8. */
    private static void appendQuoted(BytesColumn texts, int row, TextOutput json) {
        byte[] data = texts.data();
        int end = texts.offsets()[row + 1];
        int plain = texts.offsets()[row];
        json.append((byte) '"');
        for (int at = plain; at < end; at++) {
            if (data[at] == '"' || data[at] == '\\' || (data[at] >= 0 && data[at] < ' ')) {
                json.append(data, plain, at);
                appendEscaped(data[at], json);
                plain = at + 1;
            }
        }
        json.append(data, plain, end);
        json.append((byte) '"');
    }

    private static void appendEscaped(byte character, TextOutput json) {
        if (character >= ' ') {
            json.append((byte) '\\');
            json.append(character);
        } else {
            json.append(UNIT);
            json.append(utf8(HexFormat.of().toHexDigits(character)));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
