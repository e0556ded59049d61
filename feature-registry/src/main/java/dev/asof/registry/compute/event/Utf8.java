package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.BytesColumn;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells valid UTF-8 from other bytes. */
final class Utf8 {
    private Utf8() {}

    static boolean isValid(BytesColumn column, int row) {
        return isAscii(column, row) || decodes(column, row);
    }

    private static boolean isAscii(BytesColumn column, int row) {
        for (int i = column.offsets()[row]; i < column.offsets()[row + 1]; i++) {
            if (column.data()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean decodes(BytesColumn column, int row) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(column.data(), column.offsets()[row], column.length(row)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
