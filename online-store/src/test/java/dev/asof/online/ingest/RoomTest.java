package dev.asof.online.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.Rows;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(new IngestLimits(10, 10, 5, Duration.ofMillis(50)));

    @Test
    void aBatchThatFindsNoRoomIsToldToComeLater() {
        try (Room.Place place = room.take(batch(4))) {
            assertThat(place).isNotNull();
            assertThatThrownBy(() -> room.take(batch(2)))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED))
                    .hasMessageContaining("4 events are under way");
        }
        room.take(batch(5)).close();
    }

    @Test
    void aBatchThatIsLargerThanAllRoomTakesAllOfIt() {
        try (Room.Place place = room.take(batch(9))) {
            assertThat(place).isNotNull();
            assertThatThrownBy(() -> room.take(batch(1))).isInstanceOf(AsofException.class);
        }
    }

    private static IngestBatch batch(int events) {
        Rows rows = Rows.of("payment_id int64");
        for (int i = 0; i < events; i++) {
            rows.row((long) i);
        }
        return new IngestBatch("payments", "till", 1, rows.batch());
    }
}
