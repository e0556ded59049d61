package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.inspect.EntityReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateShowTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    private static EntityReport.ViewReport spend(OnlineStore store, int newest) {
        return store.show(Map.of("customer_id", "7"), newest).getFirst().views().stream()
                .filter(view -> view.views().equals(List.of("spend@1")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsStoredIsShownDecoded() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - 10 * SECOND, 2.5).row(2, 7, null, NOW - SECOND, 4.0));

            EntityReport.ViewReport spend = spend(store, 10);

            assertThat(spend.sources()).containsExactly("payments");
            assertThat(spend.events()).isEqualTo(2);
            assertThat(spend.blocks()).isZero();
            assertThat(spend.recordBytes()).isPositive();
            assertThat(spend.firstEventMicros()).hasValue(NOW - 10 * SECOND);
            assertThat(spend.lastEventMicros()).hasValue(NOW - SECOND);
            assertThat(spend.lastAcceptedMicros().getAsLong()).isGreaterThanOrEqualTo(NOW);
            assertThat(spend.nextExpiryMicros()).hasValue(NOW + 3_590 * SECOND);
            assertThat(spend.newest())
                    .extracting(EntityReport.EventReport::eventTimeMicros)
                    .containsExactly(NOW - SECOND, NOW - 10 * SECOND);
            assertThat(spend.newest().getFirst().values())
                    .containsEntry("amount", Optional.of("4.0"))
                    .containsEntry("shop", Optional.empty());
        }
    }

    @Test
    void blocksAreCountedAndTheirEventsShown() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int i = 0; i < 40; i++) {
                Rows rows = payments();
                for (int j = 0; j < 10; j++) {
                    rows.row(10 * i + j, 7, "zoo", NOW - (10 * i + j) * SECOND, 1.0);
                }
                ingest(store, rows);
            }
            EntityReport.ViewReport spend = spend(store, 3);
            assertThat(spend.events()).isEqualTo(400);
            assertThat(spend.eventsInBlocks()).isPositive();
            assertThat(spend.blocks()).isPositive();
            assertThat(spend.blockBytes()).isPositive();
            assertThat(spend.newest()).hasSize(3);
            assertThat(spend.newest().getFirst().eventTimeMicros()).isEqualTo(NOW);
        }
    }

    @Test
    void ofAnEntityNeverSeenNothingIsStored() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(store.show(Map.of("customer_id", "7"), 10))
                    .containsExactly(new EntityReport("customer", 0, List.of()));
            ingest(store, payments().row(1, 7, "zoo", NOW, 2.5));
            store.erase(Optional.empty(), Map.of("customer_id", "7"));
            assertThat(store.show(Map.of("customer_id", "7"), 10))
                    .containsExactly(new EntityReport("customer", 0, List.of()));
        }
    }

    @Test
    void eachKindThatMayBeMeantIsShown() {
        try (OnlineStore store = fixture.withNamesakes().open()) {
            load(store);
            assertThat(store.show(Map.of("id", "5"), 10))
                    .extracting(EntityReport::entity)
                    .containsExactlyInAnyOrder("meter", "site");
            assertThat(store.show(Map.of("id", "abc"), 10))
                    .extracting(EntityReport::entity)
                    .containsExactly("site");
        }
    }
}
