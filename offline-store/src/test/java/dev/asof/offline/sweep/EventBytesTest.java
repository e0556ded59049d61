package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventBytesTest {
    @Test
    void eventsOfAllLanesComeBackInEveryBit() {
        ColumnBatch kept = Batches.with("amount", ScalarType.FLOAT64, 1.5, null, -0.0)
                .and("name", ScalarType.STRING, "é", "", null)
                .and("paid_at", ScalarType.TIMESTAMP, 1, Long.MAX_VALUE, -3)
                .build();
        EventRows rows = new EventRows(new int[] {2, 0, 1}, kept, new long[] {EventRows.ALWAYS_ACCEPTED, 5, 6});

        EventRows again = EventBytes.unpack(unpacked(EventBytes.pack(rows)), kept.schema(), 3);

        assertThat(again.entity()).isEqualTo(rows.entity());
        assertThat(again.acceptedAt()).isEqualTo(rows.acceptedAt());
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < 3; row++) {
                Column read = again.kept().column(column);
                assertThat(read.isNull(row)).isEqualTo(kept.column(column).isNull(row));
                assertThat(read.compare(row, kept.column(column), row)).isZero();
            }
        }
    }

    @Test
    void whatEventsShareIsWrittenOnce() {
        BytesColumn values = (BytesColumn) Batches.with("v", ScalarType.STRING, "x".repeat(1 << 20), "y")
                .build()
                .column(0);
        int[] codes = new int[10_000];
        codes[7] = 1;
        codes[8] = BytesColumn.NO_CODE;
        boolean[] nulls = new boolean[codes.length];
        nulls[8] = true;
        BytesColumn coded = NewColumn.ofCodes(codes, values, nulls);
        Schema schema = new Schema(List.of(new Field("v", ScalarType.STRING)));

        PackedBytes packed = EventBytes.pack(new EventRows(
                new int[codes.length], new ColumnBatch(schema, List.of(coded), codes.length), new long[codes.length]));
        BytesColumn again = (BytesColumn)
                EventBytes.unpack(unpacked(packed), schema, codes.length).kept().column(0);

        assertThat(packed.size()).isLessThan(2 << 20);
        assertThat(again.size()).isEqualTo(codes.length);
        assertThat(again.length(9_999)).isEqualTo(1 << 20);
        assertThat(again.text(7)).isEqualTo("y");
        assertThat(again.isNull(8)).isTrue();
    }

    @Test
    void noEventsAreNoBytesButTheColumns() {
        ColumnBatch kept = Batches.with("amount", ScalarType.FLOAT64).build();
        PackedBytes packed = EventBytes.pack(new EventRows(new int[0], kept, new long[0]));

        assertThat(EventBytes.unpack(unpacked(packed), kept.schema(), 0).entity())
                .isEmpty();
    }

    private static byte[] unpacked(PackedBytes packed) {
        return PackedBytes.unpack(Arrays.copyOf(packed.compressed(), packed.length()), packed.size());
    }
}
