package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.parquet.decode.ColumnDecoder;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.parquet.encoding.DamagedPageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;

/** A dictionary that is looked into by itself is refused for what it's refused for when its column is read. */
class DictionaryStatementTest {
    private static final PrimitiveType TYPE = MessageTypeParser.parseMessageType("message rows { required int64 id; }")
            .getType("id")
            .asPrimitiveType();
    private static final ColumnFormat.Readable INT64 = (ColumnFormat.Readable) ColumnFormat.of(TYPE);

    private static final byte[] TWO_VALUES = ByteBuffer.allocate(2 * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(3)
            .putLong(5)
            .array();

    @Test
    void itsValuesAreAColumn() {
        assertThat(Batches.values(ColumnDecoder.ofDictionary(page(2, Encoding.PLAIN), TYPE, INT64)))
                .containsExactly(3L, 5L);
    }

    @Test
    void ofMoreValuesThanItsBytesCanHoldItTakesNoMemory() {
        assertRefused(page(3, Encoding.PLAIN), DamagedPageException.class, "16 bytes states 3 values");
        assertRefused(
                page(Integer.MAX_VALUE - 8, Encoding.PLAIN), DamagedPageException.class, "states 2147483639 values");
    }

    @Test
    void ofFewerValuesThanItHasItIsDamaged() {
        assertRefused(page(1, Encoding.PLAIN), DamagedPageException.class, "8 bytes more than its 1 values");
    }

    @Test
    void ofAnEncodingOfItsOwnItIsNotRead() {
        assertRefused(
                page(2, Encoding.DELTA_BINARY_PACKED), UnsupportedOperationException.class, "DELTA_BINARY_PACKED");
    }

    private static void assertRefused(DictionaryPage page, Class<? extends Exception> kind, String message) {
        assertThatThrownBy(() -> ColumnDecoder.ofDictionary(page, TYPE, INT64))
                .isInstanceOf(kind)
                .hasMessageContaining(message);
    }

    private static DictionaryPage page(int size, Encoding encoding) {
        return new DictionaryPage(BytesInput.from(TWO_VALUES), size, encoding);
    }
}
