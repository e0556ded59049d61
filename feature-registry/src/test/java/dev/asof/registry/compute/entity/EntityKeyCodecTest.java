package dev.asof.registry.compute.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntityKeyCodecTest {
    private static final Schema KEYS =
            new Schema(List.of(new Field("name", ScalarType.STRING), new Field("id", ScalarType.INT64)));

    @Test
    void orderOfBytesIsOrderOfKeysAndDecodingRestoresThem() {
        long seed = 20_260_101L;
        List<Column> columns = randomKeys(new Random(seed), 400);
        EntityKeyCodec codec = new EntityKeyCodec(KEYS);
        EncodedKeys keys = codec.encode(columns, IntStream.range(0, 400).toArray());
        for (int row = 0; row < 400; row++) {
            assertThat(codec.decode(keys.key(row)))
                    .as("seed %d row %d", seed, row)
                    .containsExactly(Value.of(columns.get(0), row), Value.of(columns.get(1), row));
            for (int other = 0; other < 400; other++) {
                int byName = columns.get(0).compare(row, columns.get(0), other);
                int expected = byName != 0 ? byName : columns.get(1).compare(row, columns.get(1), other);
                assertThat(Integer.signum(Arrays.compareUnsigned(keys.key(row), keys.key(other))))
                        .as("seed %d rows %d %d", seed, row, other)
                        .isEqualTo(Integer.signum(expected));
            }
        }
    }

    @Test
    void noKeyIsAPrefixOfAnother() {
        EntityKeyCodec codec = new EntityKeyCodec(new Schema(List.of(new Field("name", ScalarType.STRING))));
        ColumnBuilder names = new ColumnBuilder(ScalarType.STRING);
        names.appendText("");
        names.appendText("\0");
        names.appendText("a");
        names.appendText("ab");
        EncodedKeys keys = codec.encode(List.of(names.build()), new int[] {0, 1, 2, 3});
        for (int row = 0; row < 4; row++) {
            for (int other = 0; other < 4; other++) {
                byte[] prefix = keys.key(row);
                byte[] key = keys.key(other);
                boolean isPrefix =
                        key.length >= prefix.length && Arrays.equals(prefix, Arrays.copyOf(key, prefix.length));
                assertThat(isPrefix).isEqualTo(row == other);
            }
        }
    }

    @Test
    void bytesOfTheLayoutAreFixed() {
        ColumnBuilder name = new ColumnBuilder(ScalarType.STRING);
        name.appendText("a\0b");
        ColumnBuilder id = new ColumnBuilder(ScalarType.INT64);
        id.appendLong(-2);
        EncodedKeys keys = new EntityKeyCodec(KEYS).encode(List.of(name.build(), id.build()), new int[] {0});
        assertThat(keys.key(0)).asHexString().isEqualTo("6100FF6200007FFFFFFFFFFFFFFE");
    }

    @Test
    void otherBytesAreRefused() {
        EntityKeyCodec codec = new EntityKeyCodec(KEYS);
        for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2}, new byte[] {0, 0, 1}, new byte[20])) {
            assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(bytes));
        }
    }

    @Test
    void floatsCannotBeKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntityKeyCodec(new Schema(List.of(new Field("x", ScalarType.FLOAT64)))));
    }

    private static List<Column> randomKeys(Random random, int count) {
        ColumnBuilder names = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder ids = new ColumnBuilder(ScalarType.INT64);
        String[] pieces = {"", "\0", "a", "\0\u0001", "é", "z"};
        for (int i = 0; i < count; i++) {
            names.appendText(pieces[random.nextInt(6)] + pieces[random.nextInt(6)]);
            ids.appendLong(random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(3) - 1);
        }
        return List.of(names.build(), ids.build());
    }
}
