package dev.asof.online.lookup;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.registry.compute.schema.BytesColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeUpRequestsTest {
    /** More than there are keys for at 64 each. */
    private static final int SERVICES = 40;

    private static final int CUSTOMERS = 100;

    @TempDir
    private Path folder;

    @Test
    void longKeysAreNotAskedAbout() {
        OnlineFixture fixture = new OnlineFixture(folder);
        fixture.apply("""
                feature_service: takings
                version: 1
                features: [turnover@1:*]
                """);
        try (OnlineStore store = fixture.open()) {
            OnlineFixture.load(store);
            OnlineFixture.ingest(
                    store,
                    OnlineFixture.payments()
                            .row(1, 7, "zoo", NOW, 1.0)
                            .row(2, 7, "x".repeat(1_000), NOW, 1.0)
                            .row(3, 7, "pub", NOW, 1.0));
            assertThat(shops(store)).containsOnly("zoo", "pub");
        }
    }

    @Test
    void manyServicesShareTheKeysAndTheTime() {
        OnlineFixture fixture = new OnlineFixture(folder);
        for (int i = 0; i < SERVICES; i++) {
            fixture.apply("""
                    feature_service: s%d
                    version: 1
                    features: [spend@1:*]
                    """.formatted(i));
        }
        try (OnlineStore store = fixture.open()) {
            OnlineFixture.load(store);
            Rows payments = OnlineFixture.payments();
            for (int i = 0; i < CUSTOMERS; i++) {
                payments.row(i, i, "zoo", NOW, 1.0);
            }
            OnlineFixture.ingest(store, payments);
            assertThat(requests(store, () -> false))
                    .hasSize(SERVICES + 1)
                    .allSatisfy((service, number) -> assertThat(number).isBetween(1L, 64L));
            assertThat(requests(store, () -> true)).hasSize(1);
        }
    }

    private static Map<Selection, Long> requests(OnlineStore store, BooleanSupplier isEnough) {
        return store.madeUpRequests(isEnough).aboutNow().stream()
                .collect(Collectors.groupingBy(LookupRequest::selection, Collectors.counting()));
    }

    private static List<String> shops(OnlineStore store) {
        return store.madeUpRequests(() -> false).aboutNow().stream()
                .map(LookupRequest::rows)
                .filter(rows -> rows.schema().names().equals(List.of("shop")))
                .map(rows -> (BytesColumn) rows.column(0))
                .map(shop -> shop.text(0))
                .toList();
    }
}
