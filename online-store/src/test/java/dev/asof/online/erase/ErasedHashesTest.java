package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.erase.ErasureFixture.CUSTOMER_7;
import static dev.asof.online.erase.ErasureFixture.spendOfPaymentsWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain hash of what an erased entity sent tells whoever tries all numbers which one it was. */
class ErasedHashesTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    /** Whether the state still has the hash of a row as it was sent. */
    private boolean isKnown(Rows sent) {
        try (StateStore state =
                StateStore.open(fixture.repository().onlineFolder(), StateOptions.SMALL, InstantSource.system())) {
            LiveSource source = LiveCatalog.of(fixture.registry(), state).requireSource("payments");
            TypeCheck types = source.types();
            ColumnBatch rows = types.check(sent.batch()).rows();
            return isKnown(state, SeenKey.of(source.id(), NOW, source.codec().encode(rows, 0)));
        }
    }

    private static boolean isKnown(StateStore state, byte[] key) {
        return !state.write(Durability.BUFFERED, write -> write.seen().areNew(List.of(key)))[0];
    }

    @Test
    void noHashStaysOfARowThatLostItsKey() {
        Rows sent = payments().row(1, 7, "zoo", NOW, 2.5);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, sent);
            store.erase(Optional.empty(), CUSTOMER_7);
        }
        assertThat(isKnown(sent)).isFalse();
    }

    @Test
    void noHashStaysOfARowThatIsGone() {
        Rows sent = payments().row(1, 7, null, NOW, 2.5);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, sent);
            store.erase(Optional.empty(), CUSTOMER_7);
        }
        assertThat(isKnown(sent)).isFalse();
    }

    @Test
    void noHashStaysOfARejectedRow() {
        String id;
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW, -2.5));
            id = store.quarantined(QuarantineFilter.ALL, "", 10)
                    .rows()
                    .getFirst()
                    .id();
            store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows()).isEmpty();
        }
        try (StateStore state =
                StateStore.open(fixture.repository().onlineFolder(), StateOptions.SMALL, InstantSource.system())) {
            int source = LiveCatalog.of(fixture.registry(), state)
                    .requireSource("payments")
                    .id();
            assertThat(isKnown(state, SeenKey.ofRejected(source, id))).isFalse();
        }
    }

    @Test
    void noHashStaysOfARowThatIsNowhereAndThatOfWhatStandsDoes() throws IOException {
        Rows dropped = payments().row(1, 7, "zoo", NOW, -2.5);
        Rows standing = payments().row(2, 8, "zoo", NOW, -2.5);
        Rows atTheEpoch = payments().row(3, 8, "zoo", 0, 2.5);
        fixture.applyAlone(spendOfPaymentsWith("amount: {type: float64, min: 0}", "drop"));
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, dropped);
            fixture.applyAlone(spendOfPaymentsWith("amount: {type: float64, min: 0}", "quarantine"));
            load(store);
            ingest(store, standing);
            ingest(store, atTheEpoch);
            store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(ingest(store, atTheEpoch).duplicates()).isOne();
            ingest(store, standing);
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows()).hasSize(1);
            ingest(store, dropped);
        }
        assertThat(isRejectedKnown(dropped)).isFalse();
        assertThat(isRejectedKnown(standing)).isTrue();
    }

    /** Whether the state still has the hash of a rejected row. */
    private boolean isRejectedKnown(Rows sent) {
        String id = QuarantinedRow.of(
                        "payments",
                        new QuarantineOrigin.IngestedEvent("", 0),
                        OptionalLong.empty(),
                        sent.batch(),
                        0,
                        List.of(new Violation(0, "amount", Violation.Reason.MIN, "")))
                .id();
        try (StateStore state =
                StateStore.open(fixture.repository().onlineFolder(), StateOptions.SMALL, InstantSource.system())) {
            int source = state.source("payments").orElseThrow();
            return isKnown(state, SeenKey.ofRejected(source, id));
        }
    }
}
