package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.texts;
import static dev.asof.online.erase.ErasureFixture.CUSTOMER_7;
import static dev.asof.online.erase.ErasureFixture.HASHES_OF_A_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kind of entity is meant. */
class ErasedKindsTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    @Test
    void whatIsMeantHasToBeAnEntity() {
        try (OnlineStore store = fixture.open()) {
            assertThatThrownBy(() -> store.erase(Optional.empty(), Map.of("customer", "7")))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessage(
                            "Cannot tell which entity is meant: no feature view is about one with the keys customer. There"
                                    + " are customer (customer_id), shop (shop).");
            assertThatThrownBy(() -> store.erase(Optional.empty(), Map.of("customer_id", "seven")))
                    .hasMessageStartingWith("Cannot tell which customer is meant: customer_id: ");
        }
    }

    private static void ingestNamesakes(OnlineStore store) {
        load(store);
        Rows meters = Rows.of("id int64", "at timestamp").row(5, NOW).row(6, NOW);
        Rows sites = Rows.of("id string", "at timestamp").row("5", NOW).row("abc", NOW);
        store.ingest(new IngestBatch("readings", "meters", 1, meters.batch()));
        store.ingest(new IngestBatch("visits", "doors", 1, sites.batch()));
    }

    private static List<String> ofMeter(OnlineStore store, long id) {
        return texts(ask(store, Rows.of("id int64").row(id).batch(), QuestionTimes.NOW, "reading:n"));
    }

    private static List<String> ofSite(OnlineStore store, String id) {
        return texts(ask(store, Rows.of("id string").row(id).batch(), QuestionTimes.NOW, "visit:n"));
    }

    @Test
    void aKindWhoseKeysCannotHaveTheValueIsNotMeant() {
        try (OnlineStore store = fixture.withNamesakes().open()) {
            ingestNamesakes(store);
            ErasureReceipt receipt = store.erase(Optional.empty(), Map.of("id", "abc"));
            assertThat(receipt.tombstones()).hasSize(1);
            assertThat(ofSite(store, "abc")).containsExactly("PRESENT 0");
            assertThat(ofSite(store, "5")).containsExactly("PRESENT 1");
        }
    }

    @Test
    void whereSeveralKindsMayBeMeantNothingIsErased() {
        try (OnlineStore store = fixture.withNamesakes().open()) {
            ingestNamesakes(store);
            assertThatThrownBy(() -> store.erase(Optional.empty(), Map.of("id", "5")))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessage(
                            "Cannot tell which entity is meant: each of meter, site may have the keys id=5. Name one"
                                    + " with --entity, such as --entity meter ('entity' in a call).");
            assertThat(ofMeter(store, 5)).containsExactly("PRESENT 1");
            assertThat(ofSite(store, "5")).containsExactly("PRESENT 1");
        }
        assertThat(new ErasureFolder(fixture.repository()).receipts().all()).isEmpty();
    }

    @Test
    void ofSeveralKindsTheNamedOneIsErased() {
        try (OnlineStore store = fixture.withNamesakes().open()) {
            ingestNamesakes(store);
            ErasureReceipt receipt = store.erase(Optional.of("meter"), Map.of("id", "5"));
            assertThat(receipt.tombstones()).hasSize(HASHES_OF_A_NUMBER);
            assertThat(ofMeter(store, 5)).containsExactly("PRESENT 0");
            assertThat(ofMeter(store, 6)).containsExactly("PRESENT 1");
            assertThat(ofSite(store, "5")).containsExactly("PRESENT 1");
            assertThatThrownBy(() -> store.erase(Optional.of("meter"), Map.of("id", "abc")))
                    .hasMessageStartingWith("Cannot tell which meter is meant: id: ");
            assertThatThrownBy(() -> store.erase(Optional.of("metre"), Map.of("id", "5")))
                    .hasMessage(
                            "Cannot tell which entity is meant: no feature view is about an entity 'metre'. There are"
                                    + " customer (customer_id), meter (id), shop (shop), site (id).");
        }
    }

    @Test
    void kindsOfTheseKeysAndMoreAreToldAsLeft() {
        fixture.withNamesakes().apply("""
                entity: badge
                keys: {id: int64, door: string}
                ---
                source: swipes
                format: parquet
                path: swipes
                event_time: at
                columns: {id: {type: int64}, door: {type: string}, at: {type: timestamp}}
                ---
                feature_view: swipe
                version: 1
                entity: badge
                source: swipes
                features:
                  n: {aggregate: count(*), window: unbounded}
                """);
        Map<String, String> meter = Map.of("id", "5");
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(store.previewErasure(Optional.of("meter"), meter).leftKinds())
                    .containsExactly("badge (door, id)");
            assertThat(store.erase(Optional.of("meter"), meter).leftKinds()).containsExactly("badge (door, id)");
            assertThat(store.erase(Optional.empty(), Map.of("id", "5", "door", "a"))
                            .leftKinds())
                    .isEmpty();
        }
    }

    /** Their keys are the same bytes. */
    @Test
    void blocksOfAnEntityOfAnotherKindWithTheSameKeyStay() {
        QuestionTimes amidst = new QuestionTimes(new long[] {NOW - 500}, new long[0], new long[0]);
        ColumnBatch meter = Rows.of("id int64").row(7).batch();
        try (OnlineStore store = fixture.withNamesakes().open()) {
            load(store);
            for (int batch = 0; batch < 10; batch++) {
                Rows readings = Rows.of("id int64", "at timestamp");
                for (int i = 0; i < 100; i++) {
                    readings.row(7, NOW - 100L * batch - i);
                }
                store.ingest(new IngestBatch("readings", "meters", 1 + 100L * batch, readings.batch()));
            }
            assertThat(store.erase(Optional.empty(), CUSTOMER_7).state()).isEqualTo(ErasureReceipt.State.NONE);
            assertThat(texts(ask(store, meter, amidst, "reading:n"))).containsExactly("PRESENT 500");
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(texts(ask(reopened, meter, amidst, "reading:n"))).containsExactly("PRESENT 500");
        }
    }
}
