package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.program.EventPlaces;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionEventsTest {
    private static final int LONG_BYTES = 50 << 20;
    private static final int CHUNKS = 48;
    private static final Schema COLUMNS =
            new Schema(List.of(new Field("at", ScalarType.TIMESTAMP), new Field("note", ScalarType.STRING)));

    /** All texts together are longer than an array can be. */
    @Test
    void textsOfEventsThatDoNotMatterAreNotPutTogether() {
        PartitionEvents all = PartitionEvents.of(Collections.nCopies(CHUNKS, chunk()), 0, COLUMNS, "at", Map.of());
        int[] ofShort = IntStream.range(0, CHUNKS).map(chunk -> 2 * chunk + 1).toArray();

        PartitionEvents some = all.only(ofShort);
        int[] backwards =
                IntStream.range(0, CHUNKS).map(place -> CHUNKS - 1 - place).toArray();
        ColumnBatch kept = some.kept(new EventPlaces(backwards, backwards, some.times()));

        BytesColumn notes = (BytesColumn) kept.column("note");
        assertThat(IntStream.range(0, CHUNKS).mapToObj(notes::text))
                .containsOnly("x")
                .hasSize(CHUNKS);
    }

    /** A long text, then a short one. */
    private static EventChunk chunk() {
        byte[] texts = new byte[LONG_BYTES + 1];
        texts[LONG_BYTES] = 'x';
        ColumnBatch kept = new ColumnBatch(
                COLUMNS,
                List.of(
                        new LongColumn(ScalarType.TIMESTAMP, new long[] {1, 2}),
                        NewColumn.ofBytes(ScalarType.STRING, texts, new int[] {0, LONG_BYTES, LONG_BYTES + 1}, null)),
                2);
        return new EventChunk(new BitSet(), new int[] {0, 2}, new int[] {0, 0}, kept, null);
    }
}
