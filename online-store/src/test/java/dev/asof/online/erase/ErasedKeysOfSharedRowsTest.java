package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.event.ValueText;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are events of several entities, of which more than one is erased or read by others' views. */
class ErasedKeysOfSharedRowsTest {
    private static final String SALES = """
            entity: buyer
            keys: {buyer: string}
            ---
            entity: vendor
            keys: {vendor: string}
            ---
            entity: device
            keys: {device: string}
            ---
            source: sales
            format: parquet
            path: sales
            event_time: at
            unique_key: [id]
            columns:
              id: {type: int64}
              at: {type: timestamp}
              buyer: {type: string}
              vendor: {type: string}
              device: {type: string}
            ---
            feature_view: of_buyer
            version: 1
            entity: buyer
            source: sales
            features:
              n: {aggregate: count(*), window: unbounded}
            ---
            feature_view: of_vendor
            version: 1
            entity: vendor
            source: sales
            features:
              n: {aggregate: count(*), window: unbounded}
            ---
            feature_view: of_device
            version: 1
            entity: device
            source: sales
            features:
              n: {aggregate: count(*), window: unbounded}
            """;

    private static final String READING_BUYERS = """
            feature_view: buyers_of_vendor
            version: 1
            entity: vendor
            source: sales
            features:
              last_buyer: {latest: buyer}
            """;

    private static final String READING_DEVICES = """
            feature_view: devices_of_vendor
            version: 1
            entity: vendor
            source: sales
            features:
              last_device: {latest: device}
            """;

    private static final Map<String, String> BUYER = Map.of("buyer", "Ann");
    private static final Map<String, String> DEVICE = Map.of("device", "phone");

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
        fixture.applyAlone(SALES);
    }

    private static IngestResult sell(OnlineStore store, long id) {
        return sell(store, id, "Ann", "phone");
    }

    private static IngestResult sell(OnlineStore store, long id, @Nullable String buyer, @Nullable String device) {
        ColumnBatch sale = Rows.of("id int64", "at timestamp", "buyer string", "vendor string", "device string")
                .row(id, NOW, buyer, "shop", device)
                .batch();
        return store.ingest(new IngestBatch("sales", "", 0, sale));
    }

    private List<String> archived(String column) {
        return fixture.files().archive().values().stream()
                .flatMap(batch -> texts(batch.events(), column))
                .toList();
    }

    private static Stream<String> texts(ColumnBatch rows, String column) {
        var values = rows.column(rows.schema().indexOf(column));
        return IntStream.range(0, rows.rowCount())
                .mapToObj(row -> values.isNull(row) ? "null" : ValueText.of(values, row));
    }

    private static List<String> lastBuyer(OnlineStore store) {
        ColumnBatch shop = Rows.of("vendor string").row("shop").batch();
        return OnlineFixture.texts(ask(store, shop, QuestionTimes.NOW, "buyers_of_vendor:last_buyer"));
    }

    @Test
    void aKeyThatNobodyElseReadsGoesFromARowWhereAnotherErasedKeyHasToStay() {
        fixture.apply(READING_BUYERS);
        try (OnlineStore store = fixture.open()) {
            load(store);
            sell(store, 1);
            assertThat(counts(store.erase(Optional.empty(), BUYER))).containsExactly(0L, 0L, 1L);
            assertThat(counts(store.erase(Optional.empty(), DEVICE))).containsExactly(0L, 1L, 0L);
            assertThat(archived("device")).containsExactly("null");
            assertThat(archived("buyer")).containsExactly("'Ann'");
            assertThat(lastBuyer(store)).containsExactly("PRESENT 'Ann'");
            assertThat(sell(store, 1).duplicates()).isOne();
        }
    }

    private static List<Long> counts(ErasureReceipt receipt) {
        return receipt.archive().stream()
                .flatMap(file -> Stream.of(file.removed(), file.blanked(), file.shared()))
                .toList();
    }

    @Test
    void aRetryOfARowThatLostItsKeyIsADuplicateWhereAViewThatWasAppliedSinceReadsIt() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            sell(store, 1);
            store.erase(Optional.empty(), BUYER);
            fixture.apply(READING_BUYERS);
            load(store);
            assertThat(sell(store, 1).duplicates()).isOne();
            assertThat(lastBuyer(store)).containsExactly("NULL_VALUE");
            store.flushArchive(List.of());
            assertThat(archived("buyer")).containsExactly("null");
        }
    }

    @Test
    void aCorrectionOfARowWithoutTheErasedKeyIsNoRetryOfIt() {
        fixture.apply(READING_BUYERS);
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), BUYER);
            sell(store, 1, null, "phone");
            assertThat(sell(store, 1).accepted()).isOne();
            assertThat(lastBuyer(store)).containsExactly("PRESENT 'Ann'");
            assertThat(sell(store, 1).duplicates()).isOne();
            assertThat(sell(store, 1, null, "phone").duplicates()).isOne();
        }
    }

    @Test
    void aCorrectionOfARowThatLostAnotherKeyIsNoRetryOfIt() {
        fixture.apply(READING_BUYERS);
        try (OnlineStore store = fixture.open()) {
            load(store);
            sell(store, 1, null, "phone");
            store.erase(Optional.empty(), DEVICE);
            store.erase(Optional.empty(), BUYER);
            assertThat(sell(store, 1).accepted()).isOne();
            assertThat(lastBuyer(store)).containsExactly("PRESENT 'Ann'");
            assertThat(sell(store, 1).duplicates()).isOne();
        }
    }

    @Test
    void aRetryOfARowThatLostItsKeyAsItWasSentIsADuplicateWhereAViewThatWasAppliedSinceReadsIt() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), BUYER);
            sell(store, 1, null, "phone");
            assertThat(sell(store, 1).duplicates()).isOne();
            fixture.apply(READING_BUYERS);
            load(store);
            assertThat(sell(store, 1).duplicates()).isOne();
            assertThat(lastBuyer(store)).containsExactly("NULL_VALUE");
        }
    }

    @Test
    void aRetryOfARowThatLostTwoKeysOneByOneIsADuplicateWhereAViewThatWasAppliedSinceReadsOne() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            sell(store, 1);
            store.erase(Optional.empty(), DEVICE);
            store.erase(Optional.empty(), BUYER);
            fixture.apply(READING_BUYERS);
            load(store);
            assertThat(sell(store, 1).duplicates()).isOne();
            assertThat(lastBuyer(store)).containsExactly("NULL_VALUE");
        }
    }

    @Test
    void aRetryOfARowThatLostOneOfManyKeysIsADuplicateWhereAViewThatWasAppliedSinceReadsIt(@TempDir Path other) {
        fixture = new OnlineFixture(other);
        fixture.applyAlone(withMoreKeys(SALES));
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), DEVICE);
            sell(store, 1);
            fixture.apply(READING_BUYERS);
            fixture.apply(READING_DEVICES);
            load(store);
            store.erase(Optional.empty(), BUYER);
            assertThat(sell(store, 1).duplicates()).isOne();
        }
    }

    /** Six more kinds of entities, that come before the others. */
    private static String withMoreKeys(String definitions) {
        StringBuilder more = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        for (int kind = 0; kind < 6; kind++) {
            more.append("""
                    ---
                    entity: a%1$d
                    keys: {a%1$d: string}
                    ---
                    feature_view: of_a%1$d
                    version: 1
                    entity: a%1$d
                    source: sales
                    features:
                      n: {aggregate: count(*), window: unbounded}
                    """.formatted(kind));
            columns.append("  a%d: {type: string}\n".formatted(kind));
        }
        String lastColumn = "  device: {type: string}\n";
        return definitions.replace(lastColumn, lastColumn + columns) + more;
    }

    @Test
    void aRowThatBecomesAnothersEventOnlyWithoutTwoKeysAtOnceKeepsThem(@TempDir Path other) {
        fixture = new OnlineFixture(other);
        fixture.applyAlone(SALES.replace("buyer: {type: string}", "buyer: {type: string, one_of: [Bea]}")
                .replace("device: {type: string}", "device: {type: string, one_of: [tablet]}"));
        fixture.applyAlone(SALES.replace("version: 1", "version: 2"));
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), BUYER);
            store.erase(Optional.empty(), DEVICE);
            assertThat(sell(store, 1).accepted()).isOne();
            ColumnBatch shop = Rows.of("vendor string").row("shop").batch();
            assertThat(OnlineFixture.texts(ask(store, shop, QuestionTimes.NOW, "of_vendor@1:n", "of_vendor@2:n")))
                    .containsExactly("PRESENT 0", "PRESENT 1");
            store.flushArchive(List.of());
            assertThat(archived("buyer")).containsExactly("'Ann'");
            assertThat(archived("device")).containsExactly("'phone'");
        }
    }

    @Test
    void aRetryThatComesBetweenTwoUnfinishedErasuresIsADuplicate() {
        List<IngestResult> again = new ArrayList<>();
        try (OnlineStore store = fixture.open()) {
            load(store);
            sell(store, 1);
            store.flushArchive(List.of());
            fixture.clock().set(NOW + OnlineFixture.SECOND);
            sell(store, 2);
            store.flushArchive(List.of());
            Path second = List.copyOf(fixture.files().archive().keySet()).getLast();
            fixture.files().damageArchived(second, true);
            assertThatThrownBy(() -> store.erase(Optional.empty(), BUYER)).hasMessageContaining("the test says so");
            assertThat(archived("buyer")).containsExactly("null", "'Ann'");

            sellOnceMoreAreBeingErased(store, unfinished(), again);
            assertThatThrownBy(() -> store.erase(Optional.empty(), DEVICE)).hasMessageContaining("the test says so");
            assertThat(again)
                    .singleElement()
                    .satisfies(retry -> assertThat(retry.duplicates()).isOne());
        }
    }

    private int unfinished() {
        return new ErasureFolder(fixture.repository()).read().unfinished().size();
    }

    /** Before the archive is gone through for those who are erased then. */
    private void sellOnceMoreAreBeingErased(OnlineStore store, int before, List<IngestResult> again) {
        fixture.files().whenTheArchiveIsListed(() -> {
            if (unfinished() > before) {
                again.add(sell(store, 1));
            } else {
                sellOnceMoreAreBeingErased(store, before, again);
            }
        });
    }
}
