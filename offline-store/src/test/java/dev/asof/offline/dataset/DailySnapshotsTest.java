package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.registry.compute.schema.ScalarType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the folders' names give the event times or the keys, they show what no question sees. */
class DailySnapshotsTest {
    @TempDir
    private Path root;

    private Fixture fixture;

    @BeforeEach
    void writeADayAFolder() {
        fixture = new Fixture(root).define("""
                entity: card
                keys: {card_id: int64}
                ---
                source: balances
                path: data/
                partitions: [day, card_id]
                event_time: day
                columns:
                  day: timestamp
                  card_id: int64
                  balance: int64
                ---
                feature_view: balance
                version: 1
                entity: card
                source: balances
                features:
                  total: {aggregate: sum(balance), window: 3d}
                ---
                feature_service: service
                version: 1
                features: [balance@1:*]
                """);
        for (int day = 1; day <= 9; day++) {
            for (int card = 1; card <= 2; card++) {
                fixture.parquet(
                        "data/day=2026-03-0" + day + "/card_id=" + card + "/part.parquet",
                        Batches.with("balance", ScalarType.INT64, day * card));
            }
        }
    }

    @Test
    void foldersOfOtherDaysAndOtherKeysAreNotRead() {
        fixture.parquet(
                "asked.parquet",
                Batches.with("card_id", ScalarType.INT64, 1, 1)
                        .and("event_timestamp", ScalarType.TIMESTAMP, noonOf(5), noonOf(7)));

        DatasetManifest manifest = fixture.build("service", "asked.parquet", "out.parquet");

        assertThat(fixture.column("out.parquet", "balance__total")).containsExactly(3L + 4 + 5, 5L + 6 + 7);
        Map<String, Long> read = new LinkedHashMap<>();
        manifest.inputs().forEach(input -> read.put(input.path(), input.rows() - input.skippedRows()));
        assertThat(read).hasSize(18);
        assertThat(read.entrySet().stream().filter(file -> file.getValue() > 0).map(Map.Entry::getKey))
                .containsExactly(
                        "data/day=2026-03-03/card_id=1/part.parquet",
                        "data/day=2026-03-04/card_id=1/part.parquet",
                        "data/day=2026-03-05/card_id=1/part.parquet",
                        "data/day=2026-03-06/card_id=1/part.parquet",
                        "data/day=2026-03-07/card_id=1/part.parquet");
    }

    private static long noonOf(int day) {
        return Instant.parse("2026-03-0" + day + "T12:00:00Z").toEpochMilli() * 1_000;
    }
}
