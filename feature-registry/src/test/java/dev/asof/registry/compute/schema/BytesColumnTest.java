package dev.asof.registry.compute.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesColumnTest {
    private static final int ROWS = 200;
    private static final int WORDS = 12;

    /** The same text twice: put end to end, and by codes. */
    private record Pair(BytesColumn plain, BytesColumn coded) {
        static Pair draw(long seed) {
            Random random = new Random(seed);
            ColumnBuilder values = new ColumnBuilder(ScalarType.STRING);
            for (int word = 0; word < WORDS; word++) {
                values.appendText("é".repeat(random.nextInt(4)) + random.nextInt(5));
            }
            BytesColumn dictionary = (BytesColumn) values.build();
            ColumnBuilder plain = new ColumnBuilder(ScalarType.STRING);
            int[] codes = new int[ROWS];
            boolean[] nulls = new boolean[ROWS];
            for (int row = 0; row < ROWS; row++) {
                nulls[row] = random.nextInt(5) == 0;
                codes[row] = nulls[row] ? BytesColumn.NO_CODE : random.nextInt(WORDS);
                if (nulls[row]) {
                    plain.appendNull();
                } else {
                    plain.appendFrom(dictionary, codes[row]);
                }
            }
            return new Pair(
                    (BytesColumn) plain.build(), new BytesColumn(new BytesColumn.Dictionary(codes, dictionary), nulls));
        }
    }

    @Test
    void aColumnOfCodesHasTheValuesOfText() {
        Pair pair = Pair.draw(1);

        assertThat(pair.coded().dictionary()).isPresent();
        assertSame(pair.coded(), pair.plain());
        assertThat(pair.coded().offsets()).isEqualTo(pair.plain().offsets());
        assertThat(pair.coded().data()).isEqualTo(pair.plain().data());
        assertSame(pair.coded(), pair.plain());
    }

    @Test
    void gatheredRowsKeepTheirCodes() {
        Pair pair = Pair.draw(2);
        int[] rows = new Random(3).ints(500, 0, ROWS).toArray();

        BytesColumn gathered = pair.coded().gather(rows, 7, 450);

        assertThat(gathered.dictionary()).isPresent();
        assertSame(gathered, pair.plain().gather(rows, 7, 450));
    }

    @Test
    void theOrderIsThatOfText() {
        Pair pair = Pair.draw(4);
        for (int row = 0; row < ROWS; row++) {
            for (int other = 0; other < ROWS; other++) {
                int expected = Integer.signum(pair.plain().compare(row, pair.plain(), other));
                assertThat(Integer.signum(pair.coded().compare(row, pair.coded(), other)))
                        .isEqualTo(expected);
                assertThat(Integer.signum(pair.coded().compare(row, pair.plain(), other)))
                        .isEqualTo(expected);
                assertThat(Integer.signum(pair.plain().compare(row, pair.coded(), other)))
                        .isEqualTo(expected);
            }
        }
    }

    private static void assertSame(BytesColumn found, BytesColumn expected) {
        assertThat(found.size()).isEqualTo(expected.size());
        assertThat(found.mayHaveNulls()).isEqualTo(expected.mayHaveNulls());
        for (int row = 0; row < expected.size(); row++) {
            assertThat(found.isNull(row)).isEqualTo(expected.isNull(row));
            assertThat(found.length(row)).isEqualTo(expected.length(row));
            assertThat(found.bytes(row)).isEqualTo(expected.bytes(row));
            assertThat(found.text(row)).isEqualTo(expected.text(row));
        }
    }
}
