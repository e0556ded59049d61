package dev.asof.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.cli.client.EventSchema;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSenderTest {
    private static final SourceColumns COLUMNS =
            SourceColumns.of("payments", List.of(new EventSchema.Column("id", ScalarType.INT64)));

    @Test
    void aServerThatStaysAwayIsWaitedForLongerAndLongerAndThenGivenUp() {
        List<Duration> waits = new ArrayList<>();
        EventSender sender = new EventSender(
                () -> {
                    throw new AsofException(ErrorCode.SERVER_UNAVAILABLE, "away");
                },
                waits::add,
                "payments",
                "till-7");

        assertThatThrownBy(() -> sender.send(events(3), 0, done -> {})).hasMessage("away");

        assertThat(waits.subList(0, 4))
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
        assertThat(waits).last().isEqualTo(Duration.ofSeconds(5));
        assertThat(waits.stream().mapToLong(Duration::toMillis).sum()).isBetween(60_000L, 66_000L);
    }

    @Test
    void anotherFailureIsNotRetried() {
        EventSender sender = new EventSender(
                () -> {
                    throw new AsofException(ErrorCode.UNKNOWN_NAME, "no such source");
                },
                wait -> {
                    throw new AssertionError("Waited for nothing");
                },
                "payments",
                "till-7");

        assertThatThrownBy(() -> sender.send(events(3), 0, done -> {})).hasMessage("no such source");
    }

    @Test
    void whatTheServerTookBeforeIsPassedOver() throws IOException, InterruptedException {
        EventSender sender = new EventSender(
                () -> {
                    throw new AssertionError("Sent what was there");
                },
                wait -> {},
                "payments",
                "till-7");

        sender.send(events(1500), 2000, done -> {});

        assertThat(sender.tally()).isEqualTo(new EventSender.Tally(1500, 0, 1500, 0, 0, 0, List.of()));
    }

    private static EventReader events(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append("{\"id\": ").append(i).append("}\n");
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        return new NdJsonReader(new ByteArrayInputStream(bytes), "events", COLUMNS);
    }
}
