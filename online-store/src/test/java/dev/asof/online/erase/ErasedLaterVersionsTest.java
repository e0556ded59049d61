package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static dev.asof.online.erase.ErasureFixture.CUSTOMER_7;
import static dev.asof.online.erase.ErasureFixture.customer;
import static dev.asof.online.erase.ErasureFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.erasure.ErasureReceipt;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erased entities in versions of views whose sources or keys are others than before. */
class ErasedLaterVersionsTest {
    private static final String VISITS = """
            entity: site
            keys: {id: TYPE}
            ---
            source: visits
            format: parquet
            path: visits
            event_time: at
            columns: {id: {type: TYPE}, at: {type: timestamp}}
            ---
            feature_view: visit
            version: VERSION
            entity: site
            source: visits
            features:
              n: {aggregate: count(*), window: unbounded}
            """;

    private static final String IN_NEW_YORK = "event_time: at\nzone: America/New_York";

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    /** A version of a view of visits, whose site's key has this type. */
    private static String visits(String type, int version) {
        return VISITS.replace("TYPE", type).replace("VERSION", Integer.toString(version));
    }

    @Test
    void itStaysErasedWhereALaterVersionHasItsKeyInAnotherType() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 5, "7", NOW - SECOND, 2.5).row(2, 5, "8", NOW, 4.0));
            store.erase(Optional.empty(), Map.of("shop", "7"));
            fixture.applyAlone("""
                    entity: shop
                    keys: {shop: int64}
                    ---
                    source: payments
                    format: parquet
                    path: payments
                    event_time: paid_at
                    unique_key: [payment_id]
                    columns:
                      payment_id: {type: int64}
                      shop:       {type: int64}
                      paid_at:    {type: timestamp}
                    ---
                    feature_view: turnover
                    version: 2
                    entity: shop
                    source: payments
                    features:
                      n: {aggregate: count(*), window: unbounded}
                    """);
            fixture.files()
                    .put(
                            "payments",
                            "p.parquet",
                            'c',
                            numbered().row(11, 7, NOW).row(12, 8, NOW).batch());
            load(store);
            IngestResult sent = store.ingest(new IngestBatch(
                    "payments", "", 0, numbered().row(13, 7, NOW).batch()));
            assertThat(sent.accepted()).isZero();
            assertThat(ofNumberedShop(store, 7)).containsExactly("PRESENT 0");
            assertThat(ofNumberedShop(store, 8)).containsExactly("PRESENT 2");
        }
    }

    @Test
    void itGoesAndStaysGoneWhereALaterVersionHasItsTextAsBytes() {
        Rows doors = Rows.of("id bytes", "at timestamp").row(utf8("zoo"), NOW).row(utf8("ab"), NOW);
        fixture.withNamesakes().files().put("visits", "a.parquet", 'a', doors.batch());
        fixture.applyAlone(visits("bytes", 2));
        Optional<String> site = Optional.of("site");
        try (OnlineStore store = fixture.open()) {
            load(store);
            ErasureReceipt preview = store.previewErasure(site, Map.of("id", "zoo"));
            assertThat(store.erase(site, Map.of("id", "zoo")).state()).isEqualTo(preview.state());
            assertThat(preview.state().events()).as("of both versions").isEqualTo(2);
            assertThat(ofSiteInBytes(store, "zoo")).containsExactly("PRESENT 0");
            assertThat(ofSiteInBytes(store, "ab")).containsExactly("PRESENT 1");

            store.erase(site, Map.of("id", "C0FFEE"));
            Rows texts = Rows.of("id string", "at timestamp").row("c0ffee", NOW).row("C0FFEA", NOW);
            fixture.files().put("visits", "b.parquet", 'b', texts.batch());
            load(store);
            assertThat(texts(ask(store, hexadecimal("c0ffee"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 0");
            assertThat(texts(ask(store, hexadecimal("c0ffea"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 1");
        }
    }

    private static ColumnBatch hexadecimal(String id) {
        return Rows.of("id bytes").row(HexFormat.of().parseHex(id)).batch();
    }

    private static List<String> ofSiteInBytes(OnlineStore store, String id) {
        ColumnBatch rows = Rows.of("id bytes").row(utf8(id)).batch();
        return texts(ask(store, rows, QuestionTimes.NOW, "visit@2:n"));
    }

    private static Rows numbered() {
        return Rows.of("payment_id int64", "shop int64", "paid_at timestamp");
    }

    private static List<String> ofNumberedShop(OnlineStore store, long shop) {
        return texts(ask(store, Rows.of("shop int64").row(shop).batch(), QuestionTimes.NOW, "turnover@2:n"));
    }

    @Test
    void itStaysErasedWhereALaterVersionReadsItsTextAsATimeOnTheSourcesClocks() {
        fixture.applyAlone(visits("string", 1).replace("event_time: at", IN_NEW_YORK));
        Rows slots = Rows.of("id string", "at timestamp")
                .row("2024-02-29 10:00:00", NOW)
                .row("2024-02-29 05:00:00", NOW);
        fixture.files().put("visits", "a.parquet", 'a', slots.batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.of("site"), Map.of("id", "2024-02-29 10:00:00"));
            fixture.applyAlone(visits("timestamp", 2).replace("event_time: at", IN_NEW_YORK));
            load(store);
            assertThat(ofSlot(store, "2024-02-29T15:00:00Z")).containsExactly("PRESENT 0");
            assertThat(ofSlot(store, "2024-02-29T10:00:00Z")).containsExactly("PRESENT 1");
        }
    }

    private static List<String> ofSlot(OnlineStore store, String time) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
        ColumnBatch rows = Rows.of("id timestamp").row(micros).batch();
        return texts(ask(store, rows, QuestionTimes.NOW, "visit@2:n"));
    }

    @Test
    void aNumberStaysErasedWhereALaterVersionHasItsTextWhicheverThatIs() {
        fixture.applyAlone(visits("int64", 1));
        Rows numbers = Rows.of("id string", "at timestamp").row("0017", NOW).row("18", NOW);
        fixture.files().put("visits", "a.parquet", 'a', numbers.batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.of("site"), Map.of("id", "17"));
            fixture.applyAlone(visits("string", 2));
            load(store);
            assertThat(texts(ask(store, site("0017"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 0");
            assertThat(texts(ask(store, site("18"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 1");
        }
    }

    private static ColumnBatch site(String id) {
        return Rows.of("id string").row(id).batch();
    }

    @Test
    void itGoesFromTheArchiveWhereItsSourceHasAnotherEventTimeSince() {
        String payments = """
                source: payments
                format: parquet
                path: payments
                event_time: TIME
                unique_key: [payment_id]
                columns:
                  payment_id:  {type: int64}
                  customer_id: {type: int64}
                  paid_at:     {type: timestamp}
                  booked_at:   {type: timestamp}
                ---
                feature_view: spend
                version: VERSION
                entity: customer
                source: payments
                features:
                  n: {aggregate: count(*), window: unbounded}
                ---
                entity: customer
                keys: {customer_id: int64}
                """;
        Rows sent = Rows.of("payment_id int64", "customer_id int64", "paid_at timestamp")
                .row(1, 7, NOW)
                .row(2, 8, NOW);
        fixture.applyAlone(payments.replace("TIME", "paid_at").replace("VERSION", "2"));
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, sent);
            store.flushArchive(List.of());
            fixture.applyAlone(payments.replace("TIME", "booked_at").replace("VERSION", "3"));
            load(store);
            assertThat(store.erase(Optional.of("customer"), CUSTOMER_7).archive())
                    .singleElement()
                    .satisfies(file -> assertThat(file.removed()).isOne());
            assertThat(texts(ask(store, customer(8), QuestionTimes.NOW, "spend@2:n")))
                    .containsExactly("PRESENT 1");
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(texts(ask(reopened, customer(7), QuestionTimes.NOW, "spend@2:n")))
                    .containsExactly("PRESENT 0");
        }
    }

    @Test
    void itGoesFromTheArchiveWhereAColumnHasATypeSinceThatItsRowsCannotTake() {
        String visits = """
                entity: site
                keys: {id: string}
                ---
                source: visits
                format: parquet
                path: visits
                event_time: at
                columns: {id: {type: string}, at: {type: timestamp}, length: {type: TYPE}}
                ---
                feature_view: visit
                version: VERSION
                entity: site
                source: visits
                features:
                  last: {latest: length}
                """;
        fixture.applyAlone(visits.replace("TYPE", "int64").replace("VERSION", "1"));
        Rows sent = Rows.of("id string", "at timestamp", "length int64")
                .row("zoo", NOW, 1)
                .row("bar", NOW, 2);
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.ingest(new IngestBatch("visits", "doors", 1, sent.batch()));
            store.flushArchive(List.of());
            fixture.applyAlone(visits.replace("TYPE", "bool").replace("VERSION", "2"));
            assertThat(store.erase(Optional.of("site"), Map.of("id", "zoo")).archive())
                    .singleElement()
                    .satisfies(file -> assertThat(file.removed()).isOne());
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(texts(ask(reopened, site("zoo"), QuestionTimes.NOW, "visit@1:last")))
                    .containsExactly("NOT_FOUND");
            assertThat(texts(ask(reopened, site("bar"), QuestionTimes.NOW, "visit@1:last")))
                    .containsExactly("PRESENT 2");
        }
    }
}
