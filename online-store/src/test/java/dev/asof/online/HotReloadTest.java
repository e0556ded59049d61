package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.inspect.EntityReport;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HotReloadTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void openRepository() {
        fixture = new OnlineFixture(folder);
    }

    @Test
    void aServiceWithoutAVersionIsTheNewestThatIsLoaded() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "a", NOW, 2.0));
            apply(2);
            store.status();

            assertThat(version(ask(store, 0))).isEqualTo(1);
            load(store);
            assertThat(version(ask(store, 0))).isEqualTo(2);
            assertThat(version(ask(store, 1))).isEqualTo(1);
        }
    }

    @Test
    void aServiceOfWhichNothingIsLoadedIsItsNewestVersion() {
        apply(2);
        try (OnlineStore store = fixture.open()) {
            assertThat(store.resolve(new Selection.OfService("risk", 0))
                            .service()
                            .orElseThrow()
                            .version())
                    .isEqualTo(2);
        }
    }

    @Test
    @Timeout(60)
    void noRequestFailsWhileVersionsAreAppliedAndLoaded() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            AtomicBoolean isOver = new AtomicBoolean();
            AtomicLong paymentIds = new AtomicLong();
            List<CompletableFuture<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                callers.add(CompletableFuture.supplyAsync(() -> askAndPay(store, paymentIds, isOver)));
            }
            for (int version = 2; version <= 6; version++) {
                apply(version);
                load(store);
            }
            isOver.set(true);
            int calls = callers.stream().mapToInt(CompletableFuture::join).sum();

            assertThat(calls).isGreaterThanOrEqualTo(callers.size());
            LookupAnswer last = ask(store, 0);
            assertThat(version(last)).isEqualTo(6);
            LookupAnswer first = ask(store, 1, last.times());
            assertThat(count(last)).isEqualTo(count(first)).isEqualTo(paymentIds.get());
        }
    }

    /** Asks and pays until it is over; what one caller sees only grows, also when another version answers. */
    private static int askAndPay(OnlineStore store, AtomicLong paymentIds, AtomicBoolean isOver) {
        int calls = 0;
        long seen = 0;
        do {
            ingest(store, payments().row(paymentIds.incrementAndGet(), 7, "a", NOW, 1.0));
            long count = count(ask(store, 0));
            assertThat(count).isGreaterThan(seen);
            seen = count;
            calls++;
        } while (!isOver.get());
        return calls;
    }

    @Test
    void whatIsAcceptedBetweenApplyAndLoadIsStoredOnceInTheNewVersion() {
        fixture.files().put("payments", "p.parquet", 'a', paymentsOf(1, 300).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            apply(2);
            store.status();
            ingest(store, paymentsOf(301, 302));
            fixture.files().whenTheArchiveIsListed(() -> ingest(store, paymentsOf(303, 304)));
            fixture.files().whenTheArchiveIsOpened(() -> {
                ingest(store, paymentsOf(305, 306));
                store.flushArchive(List.of("payments"));
            });
            load(store);

            assertThat(stored(store, "spend@2")).isEqualTo(306);
            ingest(store, paymentsOf(307, 307));
            assertThat(stored(store, "spend@1")).isEqualTo(307);
            assertThat(count(ask(store, 2))).isEqualTo(307);
        }
    }

    @Test
    void whatIsAcceptedAfterALoadThatFailedIsStoredOnceByTheNext() {
        fixture.files().put("payments", "p.parquet", 'a', paymentsOf(1, 300).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            apply(2);
            store.status();
            ingest(store, paymentsOf(301, 302));
            fixture.files().whenTheArchiveIsOpened(() -> {
                throw new AsofException(ErrorCode.IO_FAILED, "Cannot read: the test says so.");
            });
            assertThatThrownBy(() -> load(store)).hasMessage("Cannot read: the test says so.");
            ingest(store, paymentsOf(303, 304));
            load(store);

            assertThat(stored(store, "spend@2")).isEqualTo(304);
        }
    }

    /** The clock of the machine is behind that of the store whose archive it is. */
    @Test
    void anArchiveOfLaterAcceptancesThanTheClockSaysIsLoadedWhole(@TempDir Path other) {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, paymentsOf(1, 3));
        }
        OnlineFixture behind = fixture.over(other);
        behind.clock().set(NOW - 100 * OnlineFixture.SECOND);
        try (OnlineStore store = behind.open()) {
            ingest(store, paymentsOf(4, 5));
            load(store);
            ingest(store, paymentsOf(6, 6));

            assertThat(stored(store, "spend@1")).isEqualTo(6);
            assertThat(count(ask(store, 1))).isEqualTo(6);
        }
    }

    private static Rows paymentsOf(int first, int last) {
        Rows rows = payments();
        for (int id = first; id <= last; id++) {
            rows.row(id, 7, "a", NOW - id * OnlineFixture.SECOND, 1.0);
        }
        return rows;
    }

    private static long stored(OnlineStore store, String view) {
        return store.show(Map.of("customer_id", "7"), 0).getFirst().views().stream()
                .filter(each -> each.views().contains(view))
                .mapToLong(EntityReport.ViewReport::events)
                .sum();
    }

    private void apply(int version) {
        fixture.apply("""
                feature_view: spend
                version: %1$d
                entity: customer
                source: payments
                features:
                  payments_ever: {aggregate: count(*), window: unbounded}
                  amount_%1$dh:  {aggregate: sum(amount), window: %1$dh}
                ---
                feature_service: risk
                version: %1$d
                features: [spend@%1$d:*]
                """.formatted(version));
    }

    private static LookupAnswer ask(OnlineStore store, int version) {
        return ask(
                store, version, new QuestionTimes(new long[] {NOW + OnlineFixture.SECOND}, new long[0], new long[0]));
    }

    private static LookupAnswer ask(OnlineStore store, int version, QuestionTimes times) {
        return store.lookup(new LookupRequest(
                new Selection.OfService("risk", version),
                Rows.of("customer_id int64").row(7).batch(),
                times));
    }

    private static int version(LookupAnswer answer) {
        return answer.selection().service().orElseThrow().version();
    }

    private static long count(LookupAnswer answer) {
        return Long.parseLong(OnlineFixture.texts(answer).getFirst().split(" ")[1]);
    }
}
