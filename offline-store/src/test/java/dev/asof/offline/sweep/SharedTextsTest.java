package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.column.ColumnSlice;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTextsTest {
    private static final Schema SCHEMA = new Schema(List.of(new Field("city", ScalarType.STRING)));
    private static final int ROWS = 40;

    @Test
    void rowsOfSeveralDictionariesKeepTheirTextsAndTheirNulls() {
        BytesColumn first = coded("bern", "", "aarau");
        BytesColumn second = coded("aarau", "chur", "bern");
        SharedTexts texts = SharedTexts.of(ScalarType.STRING, "city", List.of(chunk(first), chunk(second)), 100)
                .orElseThrow();
        BytesColumn joined = texts.join(List.of(new ColumnSlice(second, 3, 20), new ColumnSlice(first, 0, 17)))
                .orElseThrow();
        for (int row = 0; row < joined.size(); row++) {
            BytesColumn source = row < 17 ? second : first;
            int from = row < 17 ? row + 3 : row - 17;
            assertThat(joined.isNull(row)).isEqualTo(source.isNull(from));
            assertThat(joined.text(row)).isEqualTo(source.text(from));
        }
        assertThat(joined.dictionary().orElseThrow().values().size()).isEqualTo(4);
    }

    @Test
    void nothingIsSharedOfTextWithoutCodesOrWithNearlyAsManyValuesAsRows() {
        ColumnBuilder plain = new ColumnBuilder(ScalarType.STRING);
        IntStream.range(0, ROWS).forEach(row -> plain.appendText("bern"));
        BytesColumn bern = (BytesColumn) plain.build();
        assertThat(of(bern)).isEmpty();
        assertThat(of(coded("a", "b", "c", "d", "e", "f"))).isEmpty();
        assertThat(of(coded("a", "b", "c", "d", "e"))).isPresent();
    }

    @Test
    void nothingIsSharedOfLongTexts() {
        assertThat(of(coded("x".repeat(50), "y".repeat(50)))).isPresent();
        assertThat(of(coded("x".repeat(50), "y".repeat(51)))).isEmpty();
    }

    @Test
    void rowsOfOtherChunksAreNotJoined() {
        SharedTexts texts = of(coded("bern", "chur")).orElseThrow();
        assertThat(texts.join(List.of(new ColumnSlice(coded("bern", "chur"), 0, 5))))
                .isEmpty();
    }

    private static Optional<SharedTexts> of(BytesColumn column) {
        return SharedTexts.of(ScalarType.STRING, "city", List.of(chunk(column)), 100);
    }

    /** Values in turns, and a null now and then. */
    private static BytesColumn coded(String... values) {
        ColumnBuilder shared = new ColumnBuilder(ScalarType.STRING);
        List.of(values).forEach(shared::appendText);
        boolean[] nulls = new boolean[ROWS];
        int[] codes = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            nulls[row] = row % 7 == 3;
            codes[row] = nulls[row] ? BytesColumn.NO_CODE : row % values.length;
        }
        return new BytesColumn(new BytesColumn.Dictionary(codes, (BytesColumn) shared.build()), nulls);
    }

    private static EventChunk chunk(BytesColumn column) {
        return new EventChunk(
                new BitSet(), new int[] {0, ROWS}, new int[ROWS], new ColumnBatch(SCHEMA, List.of(column), ROWS), null);
    }
}
