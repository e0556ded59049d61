package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.ReplayReport;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineReplayTest {
    private static final QuarantineFilter ORDERS = QuarantineFilter.ofSource("orders");

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
        fixture.apply(definitions(1, "min: 0", "unique_key: [id]"));
    }

    private static String definitions(int version, String amount, String key) {
        return """
                source: orders
                format: parquet
                path: orders
                event_time: at
                %s
                columns:
                  id:          {type: int64}
                  customer_id: {type: int64}
                  at:          {type: timestamp}
                  amount:      {type: float64, %s}
                  note:        {type: string}
                on_violation: quarantine
                ---
                feature_view: orders
                version: %d
                entity: customer
                source: orders
                features:
                  ever: {aggregate: count(*), window: unbounded}
                  sum:  {aggregate: sum(amount), window: unbounded}
                """.formatted(key, amount, version);
    }

    /** Lets amounts be less than 0. */
    private void fix(int version, String amount) throws IOException {
        Files.delete(folder.resolve("definitions-" + version + ".yaml"));
        fixture.apply(definitions(version + 1, amount, "unique_key: [id]"));
    }

    private static Rows orders() {
        return Rows.of("id int64", "customer_id string", "at timestamp", "amount float64");
    }

    private static void ingest(OnlineStore store, Rows rows) {
        store.ingest(new IngestBatch("orders", "", 0, rows.batch()));
    }

    private static List<QuarantinedRow> listed(OnlineStore store) {
        return store.quarantined(ORDERS, "", 100).rows();
    }

    private static long inQuarantine(OnlineStore store) {
        return store.status().sources().stream()
                .filter(source -> source.source().equals("orders"))
                .mapToLong(StoreStatus.SourceStatus::quarantined)
                .sum();
    }

    @Test
    void whatIsAnEventAfterAFixLeavesTheQuarantineOnceHoweverOftenItIsReplayed() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(
                    store,
                    orders().row(1, "7", NOW - SECOND, -2.5)
                            .row(2, "7", NOW, -1e9)
                            .row(3, "7", NOW, 1.0));
            fix(1, "min: -100");
            load(store);
            fixture.clock().set(NOW + 5 * SECOND);
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 1, 0, 1, 0));
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 1, 0));
            assertThat(texts(ask(store, QuestionTimes.NOW, "orders@2:ever", "orders@2:sum")))
                    .containsExactly("PRESENT 2", "PRESENT -1.5");
            assertThat(listed(store))
                    .hasSize(1)
                    .first()
                    .satisfies(row -> assertThat(row.violations())
                            .extracting(QuarantinedRow.BrokenPromise::message)
                            .containsExactly(
                                    "-1.0E9 is below the minimum 0.0 (orders@1)",
                                    "-1.0E9 is below the minimum -100.0 (orders@2)"));
            assertThat(inQuarantine(store)).isOne();
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(texts(ask(reopened, QuestionTimes.NOW, "orders@2:ever"))).containsExactly("PRESENT 2");
            assertThat(listed(reopened)).hasSize(1);
        }
    }

    @Test
    void whatVersionsFindAlikeNamesNoneAndOtherwiseThoseThatFindIt() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int version = 1; version <= 6; version++) {
                fix(version, "min: 0");
            }
            fix(7, "min: -100");
            load(store);
            ingest(store, orders().row(1, "7", null, -1e9).row(2, "7", null, -2.5));
            assertThat(listed(store))
                    .extracting(row -> row.violations().stream()
                            .map(QuarantinedRow.BrokenPromise::message)
                            .toList())
                    .containsExactly(
                            List.of(
                                    "-1.0E9 is below the minimum 0.0 (orders@1, orders@2, orders@3, orders@4, orders@5"
                                            + " and 2 more)",
                                    "the value is null, which the column does not allow",
                                    "-1.0E9 is below the minimum -100.0 (orders@8)"),
                            List.of(
                                    "-2.5 is below the minimum 0.0 (orders@1, orders@2, orders@3, orders@4, orders@5"
                                            + " and 2 more)",
                                    "the value is null, which the column does not allow"));
        }
    }

    @Test
    void aReplayedRowIsAcceptedAsOfTheReplay() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, orders().row(1, "7", NOW - SECOND, -2.5));
            fix(1, "min: -100");
            load(store);
            QuestionTimes before =
                    ask(store, QuestionTimes.NOW, "orders@2:ever").times();
            fixture.clock().set(NOW + 5 * SECOND);
            store.replay(ORDERS);
            assertThat(texts(ask(store, before, "orders@2:ever"))).containsExactly("PRESENT 0");
            assertThat(texts(ask(store, QuestionTimes.NOW, "orders@2:ever"))).containsExactly("PRESENT 1");
            store.flushArchive(List.of("orders"));
            assertThat(fixture.files().archive().values())
                    .singleElement()
                    .satisfies(file -> assertThat(file.acceptedAtMicros()[0]).isGreaterThanOrEqualTo(NOW + 5 * SECOND));
        }
    }

    @Test
    void sentAgainAReplayedRowIsADuplicate() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows sent = orders().row(1, "7", NOW, -2.5);
            ingest(store, sent);
            fix(1, "min: -100");
            load(store);
            store.replay(ORDERS);
            assertThat(store.ingest(new IngestBatch("orders", "", 0, sent.batch()))
                            .duplicates())
                    .isOne();
            assertThat(texts(ask(store, QuestionTimes.NOW, "orders@2:ever"))).containsExactly("PRESENT 1");
        }
    }

    @Test
    void aRowThatWasAcceptedMeanwhileIsADuplicate() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows sent = orders().row(1, "7", NOW, -2.5);
            ingest(store, sent);
            store.quarantined(ORDERS, "", 1);
            fix(1, "min: -100");
            load(store);
            store.status();
            ingest(store, sent);
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 1, 0, 0));
            assertThat(listed(store)).isEmpty();
            assertThat(texts(ask(store, QuestionTimes.NOW, "orders@2:ever"))).containsExactly("PRESENT 1");
        }
    }

    @Test
    void aRowStaysWithItsNewReasonAndOthersAsTheyWere() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, orders().row(1, "7.5", NOW, -2.5));
            fixture.clock().set(NOW + SECOND);
            ingest(store, orders().row(2, "7", null, 2.5).row(3, "7", NOW, -3.5));
            fix(1, "min: -100");
            load(store);
            QuarantineFilter ofAmount = new QuarantineFilter(
                    Optional.of("orders"),
                    Optional.of("amount"),
                    Optional.of(Violation.Reason.MIN),
                    OptionalLong.of(NOW + SECOND),
                    OptionalLong.empty());
            assertThat(store.replay(ofAmount)).containsExactly(new ReplayReport("orders", 1, 0, 0, 0));
            assertThat(listed(store))
                    .extracting(row -> row.violations().getFirst().column())
                    .containsExactly("customer_id", "at");
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 2, 0));
            assertThat(inQuarantine(store)).isEqualTo(2);
        }
    }

    /** Applies another type of amounts, and the first definitions' no more. */
    private void retype(int version, String amount, String onViolation) throws IOException {
        Files.delete(folder.resolve("definitions-" + version + ".yaml"));
        fixture.apply(definitions(version + 1, "", "unique_key: [id]")
                .replace("type: float64, ", amount)
                .replace("sum(amount)", "count(amount)")
                .replace("on_violation: quarantine", "on_violation: " + onViolation));
    }

    private static Rows ofTextAmount() {
        return Rows.of("id int64", "customer_id int64", "at timestamp", "amount string")
                .row(1, 7, NOW, "abc");
    }

    @Test
    void aRowThatIsWrongAsItWasBeforeOnceStaysOnce() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, ofTextAmount());
            retype(1, "type: string, one_of: [x]", "quarantine");
            load(store);
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 1, 0));
            retype(2, "type: float64", "quarantine");
            load(store);
            for (int i = 0; i < 2; i++) {
                assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 1, 0));
                assertThat(listed(store)).hasSize(1);
            }
            retype(3, "type: string, one_of: [x]", "quarantine");
            load(store);
            ingest(store, ofTextAmount());
            assertThat(listed(store))
                    .as("one that was sent again before the replay")
                    .hasSize(2);
            store.replay(ORDERS);
            assertThat(listed(store)).hasSize(1);
            assertThat(inQuarantine(store)).isOne();
        }
    }

    @Test
    void aRowThatIsWrongAsOneThatWasDroppedStays() throws IOException {
        retype(1, "type: float64", "drop");
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, ofTextAmount());
            assertThat(listed(store)).isEmpty();
            retype(2, "type: string, one_of: [x]", "quarantine");
            load(store);
            ingest(store, ofTextAmount());
            retype(3, "type: float64", "quarantine");
            load(store);
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 1, 0));
            assertThat(listed(store)).hasSize(1);
        }
    }

    @Test
    void copiesInSeveralFilesOfWhichAReplayMakesOneStayOnce() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, ofTextAmount());
            assertThat(listed(store)).hasSize(1);
            retype(1, "type: string, one_of: [x]", "quarantine");
            load(store);
            ingest(store, ofTextAmount());
            assertThat(listed(store)).as("wrong for two reasons").hasSize(2);
            Files.delete(folder.resolve("definitions-2.yaml"));
            fixture.apply(definitions(3, "min: 0", "unique_key: [id]")
                    .replace("note:        {type: string}", "note: {type: string, nullable: false}"));
            load(store);
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 2, 0));
            assertThat(listed(store)).hasSize(1);
            assertThat(inQuarantine(store)).isOne();
        }
    }

    @Test
    void textThatWasNoUtf8IsNeverTakenForAnotherText() throws IOException {
        ColumnBatch broken = Rows.of("id int64", "customer_id int64", "at timestamp", "amount float64", "note string")
                .row(1, 7, NOW, 1.0, new byte[] {'a', (byte) 0xFF})
                .batch();
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.ingest(new IngestBatch("orders", "", 0, broken));
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 1, 0));
            assertThat(listed(store))
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.violations().getFirst().reason()).isEqualTo(Violation.Reason.UTF8));
        }
    }

    @Test
    void rowsOfFilesStayForALoad() throws IOException {
        fixture.files()
                .put("orders", "o.parquet", 'c', orders().row(1, "7", NOW, -2.5).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            fix(1, "min: -100");
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 0, 1));
            assertThat(listed(store)).hasSize(1);
            load(store);
            assertThat(listed(store)).isEmpty();
            assertThat(texts(ask(store, QuestionTimes.NOW, "orders@2:ever"))).containsExactly("PRESENT 1");
        }
    }

    @Test
    void aReplayThatWasKilledBeforeItRemovedTheFileIsFinished() throws IOException {
        Path quarantine = fixture.repository().quarantineFolder().resolve("orders");
        Path saved = folder.resolve("saved");
        String file;
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, orders().row(1, "7", NOW, -2.5).row(2, "7.5", NOW, -1.0));
            listed(store);
            file = new QuarantineFolder(fixture.repository().quarantineFolder())
                    .ingested("orders")
                    .getFirst();
            Files.copy(quarantine.resolve("ingest-" + file + ".ndjson"), saved);
            fix(1, "min: -100");
            load(store);
            store.replay(ORDERS);
        }
        Files.copy(saved, quarantine.resolve("ingest-" + file + ".ndjson"));
        try (StateStore state =
                StateStore.open(fixture.repository().onlineFolder(), StateOptions.SMALL, fixture.clock())) {
            EmptiedFile emptied = new EmptiedFile(state.source("orders").orElseThrow(), file);
            state.write(Durability.SYNCED, write -> {
                write.putEmptied(emptied);
                return emptied;
            });
        }
        try (OnlineStore store = fixture.open()) {
            assertThat(listed(store)).hasSize(1);
            assertThat(store.replay(ORDERS)).containsExactly(new ReplayReport("orders", 0, 0, 1, 0));
            assertThat(texts(ask(store, QuestionTimes.NOW, "orders@2:ever"))).containsExactly("PRESENT 1");
        }
    }

    @Test
    void rowsWithoutAUniqueKeyAreReplayedOnce() throws IOException {
        Files.delete(folder.resolve("definitions-1.yaml"));
        fixture.apply(definitions(2, "min: 0", "").replace("orders", "sales"));
        QuarantineFilter sales = QuarantineFilter.ofSource("sales");
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows same = orders().row(1, "7", NOW, -2.5).row(1, "7", NOW, -2.5);
            store.ingest(new IngestBatch("sales", "till", 1, same.batch()));
            Files.delete(folder.resolve("definitions-2.yaml"));
            fixture.apply(definitions(3, "min: -100", "").replace("orders", "sales"));
            load(store);
            assertThat(store.replay(sales)).containsExactly(new ReplayReport("sales", 2, 0, 0, 0));
            assertThat(store.replay(sales)).containsExactly(new ReplayReport("sales", 0, 0, 0, 0));
            store.ingest(new IngestBatch("sales", "till", 1, same.batch()));
            assertThat(texts(ask(store, QuestionTimes.NOW, "sales@3:ever"))).containsExactly("PRESENT 2");
        }
    }
}
