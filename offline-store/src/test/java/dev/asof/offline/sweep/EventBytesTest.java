package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Arrays;
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
