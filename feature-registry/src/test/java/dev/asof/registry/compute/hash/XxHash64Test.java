package dev.asof.registry.compute.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XxHash64Test {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    "", EF46DB3751D8E999
                    "a", D24EC4F1A98C6E5B
                    "abc", 44BC2CF5AD770999
                    "Nobody inspects the spammish repetition", FBCEA83C8A378BF1
                    """)
    void publishedTextsHaveTheirPublishedHashes(String text, String hash) {
        byte[] padded = ("." + text + ".").getBytes(StandardCharsets.UTF_8);
        assertThat(XxHash64.of(padded, 1, padded.length - 1)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x0123456789ABCDEFL})
    void longIsItsBytesLittleEndian(long value) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        assertThat(XxHash64.ofLong(value)).isEqualTo(XxHash64.of(bytes, 0, bytes.length));
    }
}
