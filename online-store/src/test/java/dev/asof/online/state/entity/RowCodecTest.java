package dev.asof.online.state.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.Rows;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final ColumnBatch EVERY_TYPE = Rows.of(
                    "a bool",
                    "b int32",
                    "c int64",
                    "d float32",
                    "e float64",
                    "f string",
                    "g date",
                    "h timestamp",
                    "i string")
            .row(true, -2, 3L, 1.5f, -0.0, "Zü", -1, 1_000_000L, null)
            .row(null, null, null, null, null, null, null, null, "")
            .row(false, Integer.MAX_VALUE, Long.MIN_VALUE, Float.NaN, Double.NaN, "", 0, 0, "x")
            .batch();

    @Test
    void bytesAreAsDocumented() {
        RowCodec codec = new RowCodec(EVERY_TYPE.schema());
        assertThat(hex(codec.encode(EVERY_TYPE, 0)))
                .isEqualTo("0001" + "01" + "fffffffe" + "0000000000000003" + "3fc00000" + "8000000000000000"
                        + "00000003" + "5ac3bc" + "ffffffffffffffff" + "00000000000f4240");
        assertThat(hex(codec.encode(EVERY_TYPE, 1))).isEqualTo("ff00" + "00000000");
        assertThat(hex(codec.encode(EVERY_TYPE, 2)))
                .isEqualTo("0000" + "00" + "7fffffff" + "8000000000000000" + "7fc00000" + "7ff8000000000000"
                        + "00000000" + "0000000000000000" + "0000000000000000" + "00000001" + "78");
    }

    @Test
    void rowsComeBackAsTheyWere() {
        RowCodec codec = new RowCodec(EVERY_TYPE.schema());
        var builders = codec.builders();
        for (int row = 0; row < EVERY_TYPE.rowCount(); row++) {
            codec.decode(ByteBuffer.wrap(codec.encode(EVERY_TYPE, row)), builders);
        }
        ColumnBatch back = codec.batch(builders, EVERY_TYPE.rowCount());
        for (int row = 0; row < EVERY_TYPE.rowCount(); row++) {
            assertThat(codec.encode(back, row)).isEqualTo(codec.encode(EVERY_TYPE, row));
        }
    }

    @Test
    void bytesThatAreNoRowAreRefused() {
        RowCodec codec = new RowCodec(EVERY_TYPE.schema());
        byte[] row = codec.encode(EVERY_TYPE, 0);
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(cut), codec.builders()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(row, row.length + 1);
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(longer), codec.builders()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
