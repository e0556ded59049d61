package dev.asof.online.lookup;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.registry.compute.schema.BytesColumn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeUpRequestsTest {
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

    private static List<String> shops(OnlineStore store) {
        return store.madeUpRequests().aboutNow().stream()
                .map(LookupRequest::rows)
                .filter(rows -> rows.schema().names().equals(List.of("shop")))
                .map(rows -> (BytesColumn) rows.column(0))
                .map(shop -> shop.text(0))
                .toList();
    }
}
