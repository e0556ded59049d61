package dev.asof.online.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.state.database.Durability;
import dev.asof.registry.error.AsofException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestDurabilityTest {

    @Test
    void readsWhatTheDocumentationWrites() {
        assertThat(IngestDurability.parse("fsync", "x")).isEqualTo(new IngestDurability.Fsync());
        assertThat(IngestDurability.parse("none", "x")).isEqualTo(new IngestDurability.None());
        assertThat(IngestDurability.parse("interval", "x"))
                .isEqualTo(new IngestDurability.Interval(Duration.ofMillis(10)));
        assertThat(IngestDurability.parse("interval(250ms)", "x"))
                .isEqualTo(new IngestDurability.Interval(Duration.ofMillis(250)));
        assertThat(IngestDurability.parse("interval(10s)", "x"))
                .isEqualTo(new IngestDurability.Interval(Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sync", "interval()", "interval(0ms)", "interval(11s)", "interval(-1ms)", "interval(5)"})
    void refusesWhatIsNoChoice(String text) {
        assertThatThrownBy(() -> IngestDurability.parse(text, "--durability"))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("--durability")
                .hasMessageContaining("interval(10ms)");
    }

    @Test
    void onlyFsyncSyncsBeforeItAcknowledges() {
        assertThat(new IngestDurability.Fsync().ofWrites()).isEqualTo(Durability.SYNCED);
        assertThat(new IngestDurability.Fsync().syncEvery()).isEmpty();
        assertThat(new IngestDurability.Interval(Duration.ofMillis(5)).ofWrites())
                .isEqualTo(Durability.BUFFERED);
        assertThat(new IngestDurability.Interval(Duration.ofMillis(5)).syncEvery())
                .contains(Duration.ofMillis(5));
        assertThat(new IngestDurability.None().syncEvery()).isEmpty();
    }
}
