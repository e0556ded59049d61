package dev.asof.online;

import static dev.asof.online.OnlineFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.StoreStatus.Readiness;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.registry.compute.zone.TimeZoneDatabase;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build whose time zone database has other rules: what was applied with the old ones is not computed, the rest is. */
class ZoneUpdateTest {
    private static final String VIEW = """
            feature_view: calendar
            version: %d
            entity: customer
            source: payments
            features:
              payments_today: {aggregate: count(*), window: {calendar: day, zone: Europe/Berlin}}
            ---
            feature_view: night
            version: %d
            entity: customer
            source: payments
            where: hour(paid_at, 'Europe/Berlin') < 24
            features:
              payments_ever: {aggregate: count(*), window: unbounded}
            ---
            on_demand: clock
            version: %d
            request: {at: timestamp}
            features:
              hour: hour(at, 'Europe/Berlin')
            ---
            feature_service: days
            version: %d
            features: [calendar@%d:*, night@%d:*]
            ---
            feature_service: clocks
            version: %d
            features: [clock@%d:*]
            """;
    private static final String[] OLD = {"calendar@1:payments_today", "night@1:payments_ever"};
    private static final int EVENTS = 700;
    private static final int BATCH = 100;

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void apply() {
        fixture = new OnlineFixture(folder);
        fixture.apply(VIEW.replace("%d", "1"));
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestFrom(store, 0);
        }
    }

    /** Sends as many as are kept in blocks, and some more. */
    private static void ingestFrom(OnlineStore store, int first) {
        for (int batch = first; batch < first + EVENTS; batch += BATCH) {
            Rows rows = payments();
            for (int i = batch; i < batch + BATCH; i++) {
                rows.row(i, 7, "zoo", NOW - SECOND * (i % 50), 1.0);
            }
            ingest(store, rows);
        }
    }

    @Test
    void theRestIsServed() throws ReflectiveOperationException {
        try (OtherRules rules = new OtherRules("Europe/Berlin", "Asia/Tokyo");
                OnlineStore store = fixture.open()) {
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend@1:payments_ever")))
                    .containsExactly("PRESENT " + EVENTS);
            for (String feature : OLD) {
                assertNotComputable(
                        "feature view '" + feature.replaceAll(":.*", "") + "'",
                        () -> ask(store, QuestionTimes.NOW, feature));
            }
            assertNotComputable("on-demand view 'clock@1'", () -> store.resolve(new Selection.OfService("clocks", 1)));
            assertThat(readiness(store))
                    .containsEntry("spend@1", Readiness.READY)
                    .containsEntry("risk@1", Readiness.READY)
                    .containsEntry("calendar@1", Readiness.NOT_COMPUTABLE)
                    .containsEntry("night@1", Readiness.NOT_COMPUTABLE)
                    .containsEntry("days@1", Readiness.NOT_COMPUTABLE)
                    .containsEntry("clocks@1", Readiness.NOT_COMPUTABLE);
        }
    }

    @Test
    void aNewVersionTakesTheNewRules() throws ReflectiveOperationException, IOException {
        Files.delete(folder.resolve("definitions-1.yaml"));
        try (OtherRules rules = new OtherRules("Europe/Berlin", "Asia/Tokyo")) {
            fixture.apply(VIEW.replace("%d", "2"));
            try (OnlineStore store = fixture.open()) {
                load(store);
                assertThat(texts(ask(store, QuestionTimes.NOW, "calendar@2:payments_today", "night@2:payments_ever")))
                        .containsExactly("PRESENT " + EVENTS, "PRESENT " + EVENTS);
                assertThat(readiness(store))
                        .containsEntry("days@2", Readiness.READY)
                        .containsEntry("clocks@2", Readiness.READY);
            }
        }
    }

    @Test
    void theBuildWithTheOldRulesFindsAllEvents() throws ReflectiveOperationException {
        try (OtherRules rules = new OtherRules("Europe/Berlin", "Asia/Tokyo");
                OnlineStore store = fixture.open()) {
            ingestFrom(store, EVENTS);
            load(store);
        }
        try (OnlineStore store = fixture.open()) {
            assertThat(texts(ask(store, QuestionTimes.NOW, OLD)))
                    .containsExactly("PRESENT " + 2 * EVENTS, "PRESENT " + 2 * EVENTS);
        }
    }

    private static void assertNotComputable(String what, Runnable question) {
        assertThatThrownBy(question::run)
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("Cannot compute " + what + ": time zone 'Europe/Berlin' had other rules")
                .extracting(e -> ((AsofException) e).code())
                .isEqualTo(ErrorCode.NOT_COMPUTABLE);
    }

    private static Map<String, Readiness> readiness(OnlineStore store) {
        Map<String, Readiness> all = new HashMap<>();
        store.status().views().forEach(view -> all.put(view.view().toString(), view.readiness()));
        store.status().services().forEach(service -> all.put(service.service().toString(), service.readiness()));
        return all;
    }

    /** As long as it is open, a zone has the rules of another one. */
    private static final class OtherRules implements AutoCloseable {
        private final String zone;
        private final Map<Object, Object> entries;
        private final Object before;

        @SuppressWarnings("unchecked")
        OtherRules(String zone, String other) throws ReflectiveOperationException {
            Field field = TimeZoneDatabase.class.getDeclaredField("ENTRIES");
            field.setAccessible(true);
            this.zone = zone;
            this.entries = (Map<Object, Object>) Objects.requireNonNull(field.get(null));
            var find = TimeZoneDatabase.class.getDeclaredMethod("find", String.class);
            find.setAccessible(true);
            find.invoke(null, zone);
            Object rules = ((Optional<?>) find.invoke(null, other)).orElseThrow();
            this.before = Objects.requireNonNull(entries.put(zone, rules));
        }

        @Override
        public void close() {
            entries.put(zone, before);
        }
    }
}
