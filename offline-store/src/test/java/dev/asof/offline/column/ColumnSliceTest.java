package dev.asof.offline.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnSliceTest {
    private static final int EVENTS = 150_000;
    private static final int LENGTH = 8_000;

    @Test
    void eventsThatShareLongTextsAreJoinedHoweverLongTheyWereOneByOne() {
        BytesColumn shared = coded(column("x".repeat(LENGTH), "unused", "y".repeat(LENGTH)), 0, 2);
        BytesColumn others = coded(column("z".repeat(LENGTH)), 0, BytesColumn.NO_CODE);
        BytesColumn plain = column("plain", null, "no more");

        BytesColumn joined = (BytesColumn) ColumnSlice.join(
                ScalarType.STRING,
                List.of(
                        new ColumnSlice(shared, 1, EVENTS),
                        new ColumnSlice(plain, 0, 2),
                        new ColumnSlice(others, 0, EVENTS),
                        new ColumnSlice(shared, 0, 2)));

        assertThat(joined.size()).isEqualTo(2 * EVENTS + 3);
        assertThat(joined.text(0)).startsWith("y").hasSize(LENGTH);
        assertThat(joined.text(1)).startsWith("x").hasSize(LENGTH);
        assertThat(joined.text(EVENTS - 1)).isEqualTo("plain");
        assertThat(joined.isNull(EVENTS)).isTrue();
        assertThat(joined.text(EVENTS + 1)).startsWith("z").hasSize(LENGTH);
        assertThat(joined.isNull(EVENTS + 2)).isTrue();
        assertThat(joined.text(2 * EVENTS + 2)).startsWith("y").hasSize(LENGTH);
        assertThat(joined.dictionary().orElseThrow().values().size()).isEqualTo(4);
    }

    @Test
    void shortTextsAreJoinedAsTheyAre() {
        BytesColumn coded = coded(column("b", "a"), 1, BytesColumn.NO_CODE);

        BytesColumn joined = (BytesColumn) ColumnSlice.join(
                ScalarType.STRING, List.of(new ColumnSlice(coded, 0, 3), new ColumnSlice(column("c", null, ""), 0, 3)));

        assertThat(joined.dictionary()).isEmpty();
        assertThat(joined.data()).asString().isEqualTo("aac");
        assertThat(joined.offsets()).containsExactly(0, 1, 1, 2, 3, 3, 3);
        assertThat(joined.nulls()).containsExactly(false, true, false, false, true, false);
    }

    /** As many events, each other one with the one code, the others with the other. */
    private static BytesColumn coded(BytesColumn values, int first, int second) {
        int[] codes = new int[EVENTS];
        Arrays.setAll(codes, event -> event % 2 == 0 ? first : second);
        boolean[] nulls = new boolean[EVENTS];
        for (int event = 0; event < EVENTS; event++) {
            nulls[event] = codes[event] == BytesColumn.NO_CODE;
        }
        return NewColumn.ofCodes(codes, values, nulls);
    }

    private static BytesColumn column(String... texts) {
        ColumnBuilder builder = new ColumnBuilder(ScalarType.STRING);
        for (String text : texts) {
            if (text == null) {
                builder.appendNull();
            } else {
                builder.appendText(text);
            }
        }
        Column column = builder.build();
        return (BytesColumn) column;
    }

    @Test
    void someRowsOfAllSlicesArePlacedWhereTheyBelong() {
        LongColumn first = new LongColumn(ScalarType.INT64, new long[] {10, 11, 12, 13});
        LongColumn second =
                new LongColumn(ScalarType.INT64, new long[] {20, 0, 22}, new boolean[] {false, true, false});
        List<ColumnSlice> slices =
                List.of(new ColumnSlice(first, 1, 4), new ColumnSlice(second, 0, 0), new ColumnSlice(second, 0, 3));

        Column placed = ColumnSlice.place(ScalarType.INT64, slices, new int[] {0, 2, 4, 5}, new int[] {3, 0, 1, 2});

        assertThat(Batches.values(placed)).containsExactly(13L, null, 22L, 11L);
    }
}
