package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.clicks;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.ingest.Rejection;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineOrigin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    @Test
    void anAcceptedEventIsSeenByTheNextQuestion() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(texts(
                            ask(store, QuestionTimes.NOW, "spend:payments_ever", "spend:amount_1h", "spend:last_shop")))
                    .containsExactly("PRESENT 0", "NOT_FOUND", "NOT_FOUND");
            IngestResult result = ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5));
            assertThat(result.accepted()).isOne();
            assertThat(result.acceptedAtMicros().getAsLong()).isGreaterThanOrEqualTo(NOW);
            assertThat(texts(
                            ask(store, QuestionTimes.NOW, "spend:payments_ever", "spend:amount_1h", "spend:last_shop")))
                    .containsExactly("PRESENT 1", "PRESENT 2.5", "PRESENT 'zoo'");
        }
    }

    @Test
    void anEventReachesTheViewsOfBothEntities() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW, 2.5).row(2, 8, "zoo", NOW, 4.0));
            LookupAnswer answer = ask(
                    store,
                    Rows.of("customer_id int64", "shop string").row(7, "zoo").batch(),
                    QuestionTimes.NOW,
                    "turnover:amount_ever",
                    "spend:payments_ever");
            assertThat(texts(answer)).containsExactly("PRESENT 6.5", "PRESENT 1");
        }
    }

    @Test
    void aCopyUnderTheUniqueKeyIsADuplicateAndAnotherContentACorrection() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows first = payments().row(1, 7, "zoo", NOW, 2.5);
            ingest(store, first);
            IngestResult again = ingest(store, first);
            assertThat(again.accepted()).isZero();
            assertThat(again.duplicates()).isOne();
            assertThat(again.acceptedAtMicros()).isEmpty();
            assertThat(ingest(store, payments().row(1, 7, "zoo", NOW, 3.5)).accepted())
                    .isOne();
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend:payments_ever", "spend:amount_1h")))
                    .containsExactly("PRESENT 1", "PRESENT 3.5");
            assertThat(store.status().sources().get(1).eventsIngested()).isEqualTo(2);
        }
    }

    @Test
    void copiesWithinABatchAreDuplicates() {
        try (OnlineStore store = fixture.open()) {
            IngestResult result =
                    ingest(store, payments().row(1, 7, "zoo", NOW, 2.5).row(1, 7, "zoo", NOW, 2.5));
            assertThat(result.accepted()).isOne();
            assertThat(result.duplicates()).isOne();
        }
    }

    @Test
    void anEventWithANullInItsUniqueKeyNeedsASequence() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows rows = payments().row(1, 7, "zoo", NOW, 2.5).row(null, 7, "zoo", NOW, 2.5);
            assertRefused(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot ingest into source 'payments': the unique key of event 1 has a null, so that a retry could"
                            + " count twice. Give a producer and a sequence.",
                    () -> ingest(store, rows));
            IngestBatch sequenced = new IngestBatch("payments", "web", 1, rows.batch());
            assertThat(store.ingest(sequenced).accepted()).isEqualTo(2);
            assertThat(store.ingest(sequenced).duplicates()).isEqualTo(2);
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend:payments_ever")))
                    .containsExactly("PRESENT 2");
        }
    }

    @Test
    void sequencesMakeARetryHarmless() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows two = clicks().row(7, NOW, "home").row(7, NOW, "home");
            assertThat(ingestClicks(store, "web", 1, two).accepted()).isEqualTo(2);
            assertThat(ingestClicks(store, "web", 1, two).duplicates()).isEqualTo(2);
            IngestResult overlapping =
                    ingestClicks(store, "web", 2, clicks().row(7, NOW, "home").row(7, NOW, "basket"));
            assertThat(overlapping.accepted()).isOne();
            assertThat(overlapping.duplicates()).isOne();
            assertThat(ingestClicks(store, "app", 1, two).accepted()).isEqualTo(2);
            assertThat(texts(ask(store, QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 5");
            assertThat(store.describe("clicks", "web").lastSequence()).isEqualTo(3);
        }
    }

    @Test
    void aGapIsRefusedAndChangesNothing() {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home"));
            assertRefused(
                    ErrorCode.SEQUENCE_GAP,
                    "Cannot ingest into source 'clicks': producer 'web' sends sequence 3, the next one is 2."
                            + " Send the events between first.",
                    () -> ingestClicks(store, "web", 3, clicks().row(7, NOW, "home")));
            assertThat(store.describe("clicks", "web").lastSequence()).isOne();
        }
    }

    @Test
    void aRejectedEventUsesUpItsSequenceAndIsRejectedAgain() {
        try (OnlineStore store = fixture.open()) {
            Rows rows = clicks().row(7, NOW, "home").row(7, NOW, "nowhere").row(7, null, "home");
            IngestResult result = ingestClicks(store, "web", 1, rows);
            assertThat(result.accepted()).isOne();
            assertThat(result.rejections()).extracting(Rejection::index).containsExactly(1, 2);
            assertThat(result.rejections()).extracting(Rejection::sequence).containsExactly(2L, 3L);
            assertThat(result.rejections())
                    .allSatisfy(rejection -> assertThat(rejection.onViolation()).isEqualTo(OnViolation.FAIL));
            assertThat(result.rejections().get(0).violations())
                    .extracting(Violation::column, Violation::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("page", Violation.Reason.ONE_OF));
            IngestResult again = ingestClicks(store, "web", 1, rows);
            assertThat(again.duplicates()).isOne();
            assertThat(again.rejections()).hasSize(2);
            assertThat(store.status().sources().get(0).refused()).isEqualTo(2);
        }
    }

    @Test
    void quarantinedEventsAreKeptOnceWithTheReason() {
        try (OnlineStore store = fixture.open()) {
            Rows bad = payments().row(1, 7, "zoo", NOW, -1.0).row(2, null, null, NOW, 1.0);
            for (int i = 0; i < 2; i++) {
                assertThat(ingest(store, bad).rejections()).hasSize(2);
            }
            var kept = store.quarantined(QuarantineFilter.ofSource("payments"), "", 10)
                    .rows();
            assertThat(kept).hasSize(2);
            assertThat(kept.get(0).origin()).isEqualTo(new QuarantineOrigin.IngestedEvent("", 0));
            assertThat(kept.get(0).violations()).extracting("column").containsExactly("amount");
            assertThat(store.status().sources().get(1).quarantined()).isEqualTo(2);
        }
    }

    @Test
    void aRejectionThatIsSentAgainIsCountedOnceWhateverBecomesOfIt() {
        fixture.apply(orders("refused", "fail") + "---\n" + orders("dropped", "drop"));
        try (OnlineStore store = fixture.open()) {
            for (String source : List.of("orders_refused", "orders_dropped")) {
                for (int i = 0; i < 3; i++) {
                    Rows rows = Rows.of("id int64", "at timestamp", "amount float64")
                            .row(1, NOW, -1.0)
                            .row(2, NOW, -1.0);
                    assertThat(store.ingest(new IngestBatch(source, "", 0, rows.batch()))
                                    .rejections())
                            .hasSize(2);
                }
            }
            assertThat(store.status().sources())
                    .filteredOn(source -> source.source().startsWith("orders"))
                    .extracting(StoreStatus.SourceStatus::dropped, StoreStatus.SourceStatus::refused)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(2L, 0L), org.assertj.core.groups.Tuple.tuple(0L, 2L));
        }
    }

    private static String orders(String name, String onViolation) {
        return """
                source: orders_%1$s
                format: parquet
                path: orders_%1$s
                event_time: at
                unique_key: [id]
                columns: {id: int64, at: timestamp, amount: {type: float64, min: 0}}
                on_violation: %2$s
                """.formatted(name, onViolation);
    }

    @Test
    void anEventWithANullKeyForOneEntityIsAnEventOfTheOther() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(ingest(store, payments().row(1, null, "zoo", NOW, 2.5)).accepted())
                    .isOne();
            LookupAnswer answer =
                    ask(store, Rows.of("shop string").row("zoo").batch(), QuestionTimes.NOW, "turnover:amount_ever");
            assertThat(texts(answer)).containsExactly("PRESENT 2.5");
        }
    }

    @Test
    void textCellsAreReadAndInvalidUtf8IsRejected() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows text = Rows.of(
                            "payment_id string", "customer_id string", "shop string", "paid_at string", "amount string")
                    .row("1", "7", "zoo", "2023-11-14T22:13:20Z", "2.5")
                    .row("2", "seven", "zoo", "2023-11-14T22:13:20Z", "2.5")
                    .row("3", "7", new byte[] {(byte) 0xC3, 0x28}, "2023-11-14T22:13:20Z", "2.5");
            IngestResult result = ingest(store, text);
            assertThat(result.accepted()).isOne();
            assertThat(result.rejections())
                    .flatExtracting(Rejection::violations)
                    .extracting(Violation::reason)
                    .containsExactly(Violation.Reason.TYPE, Violation.Reason.UTF8);
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend:amount_1h"))).containsExactly("PRESENT 2.5");
        }
    }

    @Test
    void allThatIsWrongWithARowIsToldWhereAValueHasNotItsColumnsType() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows text = Rows.of(
                            "payment_id string", "customer_id string", "shop string", "paid_at string", "amount string")
                    .row("1", "7", "zoo", "2023-11-14T22:13:20Z", "2.5")
                    .row("2", "seven", "zoo", null, "-1")
                    .row("3", "7", "zoo", "2023-11-14T22:13:20Z", "much")
                    .row("4", "7", "zoo", "yesterday", "-2");
            IngestResult result = ingest(store, text);
            assertThat(result.accepted()).isOne();
            assertThat(result.rejections()).extracting(Rejection::index).containsExactly(1, 2, 3);
            assertThat(result.rejections())
                    .flatExtracting(Rejection::violations)
                    .extracting(each -> each.row() + " " + each.column() + " " + each.reason())
                    .containsExactly(
                            "1 customer_id TYPE",
                            "1 amount MIN",
                            "1 paid_at NULL",
                            "2 amount TYPE",
                            "3 paid_at TYPE",
                            "3 amount MIN");
        }
    }

    @Test
    void batchesThatCannotBeTakenAreRefusedWhole() {
        try (OnlineStore store = fixture.open()) {
            assertRefused(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot ingest into source 'clicks': the source has no unique key, so that a retry could count twice."
                            + " Give a producer and a sequence.",
                    () -> ingestClicks(store, "", 0, clicks().row(7, NOW, "home")));
            assertRefused(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot ingest into source 'clicks': producer 'web' gives no sequence. Sequences start at 1.",
                    () -> ingestClicks(store, "web", 0, clicks().row(7, NOW, "home")));
            assertRefused(
                    ErrorCode.UNKNOWN_NAME,
                    "Cannot find source 'paiments': it is not registered. Did you mean 'payments'?",
                    () -> store.ingest(
                            new IngestBatch("paiments", "", 0, payments().batch())));
            Rows many = payments();
            for (int i = 0; i <= 100; i++) {
                many.row(i, 7, "zoo", NOW, 1.0);
            }
            assertRefused(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cannot ingest into source 'payments': the batch has 101 events, the limit is 100."
                            + " Send smaller batches.",
                    () -> ingest(store, many));
            assertThatThrownBy(() -> ingest(store, Rows.of("colour string").row("red")))
                    .hasMessageContaining("the source has no column 'colour'");
        }
    }

    @Test
    void stampsGoForwardWhenTheWallClockGoesBack() {
        long first;
        try (OnlineStore store = fixture.open()) {
            first = ingest(store, payments().row(1, 7, "zoo", NOW, 1.0))
                    .acceptedAtMicros()
                    .getAsLong();
        }
        fixture.clock().set(NOW - 3_600 * SECOND);
        try (OnlineStore store = fixture.open()) {
            long second = ingest(store, payments().row(2, 7, "zoo", NOW, 1.0))
                    .acceptedAtMicros()
                    .getAsLong();
            assertThat(second).isEqualTo(first + 1);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill(@TempDir Path other) {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW, 1.0));
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home"));
            OnlineFixture killed = fixture.killed(other);
            try (OnlineStore reopened = killed.open()) {
                assertThat(texts(ask(reopened, QuestionTimes.NOW, "spend:payments_ever", "browsing:clicks_ever")))
                        .containsExactly("PRESENT 1", "PRESENT 1");
                assertThat(ingestClicks(reopened, "web", 1, clicks().row(7, NOW, "home"))
                                .duplicates())
                        .isOne();
                assertThat(ingest(reopened, payments().row(1, 7, "zoo", NOW, 1.0))
                                .duplicates())
                        .isOne();
            }
        }
    }

    @Test
    void aTextColumnOfBytesIsRejectedNotMangled() {
        try (OnlineStore store = fixture.open()) {
            IngestResult result = ingest(
                    store,
                    payments().row(1, 7, new byte[] {(byte) 0xFF}, NOW, 1.0).row(2, 7, utf8("Zürich"), NOW, 1.0));
            assertThat(result.rejections()).extracting(Rejection::index).containsExactly(0);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(ErrorCode code, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }
}
