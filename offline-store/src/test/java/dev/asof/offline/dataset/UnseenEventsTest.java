package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What no question sees is left out, and that shows nowhere: asked some at a time, of which each sees little, questions have
 * the answers that they have when all are asked at once.
 */
class UnseenEventsTest {
    private static final long SEED = Long.getLong("asof.seed", 4_711);
    private static final int CASES = Integer.getInteger("asof.unseen.cases", 12);
    private static final int ROW_GROUPS = 12;
    private static final int ROWS = 150;
    private static final int ASKED = 240;
    private static final int LAST = ROW_GROUPS * 1_000;

    @TempDir
    private Path root;

    private final Map<Layout, Long> skipped = new EnumMap<>(Layout.class);

    @Test
    void questionsAskedSomeAtATimeHaveTheAnswersOfAllTogether() throws IOException {
        for (int number = 0; number < CASES; number++) {
            compare(SEED + number);
        }
        assertThat(skipped.values()).as("rows that were not read").hasSize(2).allMatch(rows -> rows > 0);
    }

    /** Where the row groups lie. */
    private enum Layout {
        ONE_FILE,
        /** Each in folders that name two columns, one of them a number. */
        PARTITIONS;

        void write(Path data, ColumnBatch... rowGroups) {
            if (this == ONE_FILE) {
                Fixture.write(data.resolve("payments.parquet"), rowGroups);
                return;
            }
            for (int i = 0; i < rowGroups.length; i++) {
                Fixture.write(data.resolve("slot=" + i + "/region=r-" + i % 2 + "/payments.parquet"), rowGroups[i]);
            }
        }

        String partitions() {
            return this == ONE_FILE ? "" : "partitions: [slot, region]\n";
        }

        String columns() {
            return this == ONE_FILE
                    ? ""
                    : "  slot: {type: int32, nullable: false, min: 0, max: 99}\n  region: {type: string, one_of: [r-0, r-1]}\n";
        }
    }

    private void compare(long seed) throws IOException {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Path folder = root.resolve("" + seed);
        Layout layout = Layout.values()[random.nextInt(Layout.values().length)];
        Fixture fixture = new Fixture(folder).define(definitions(random, layout));
        ColumnBatch[] rowGroups = new ColumnBatch[ROW_GROUPS];
        for (int i = 0; i < ROW_GROUPS; i++) {
            rowGroups[i] = events(random, i);
        }
        layout.write(folder.resolve("data"), rowGroups);
        long[] times = random.longs(ASKED, 0, LAST).sorted().toArray();
        Object[] cards = random.ints(ASKED, 0, 60).boxed().toArray();
        List<String> whole = build(fixture, layout, times, cards, 0, ASKED);
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < ASKED; from += 20) {
            parts.addAll(build(fixture, layout, times, cards, from, from + 20));
        }
        assertThat(parts).as("seed %d", seed).isEqualTo(whole);
    }

    private List<String> build(Fixture fixture, Layout layout, long[] times, Object[] cards, int from, int to)
            throws IOException {
        fixture.parquet(
                "asked.parquet",
                Batches.with("card_id", ScalarType.INT64, Arrays.copyOfRange(cards, from, to))
                        .and(
                                "event_timestamp",
                                ScalarType.TIMESTAMP,
                                Arrays.stream(times, from, to).boxed().toArray()));
        DatasetManifest manifest = fixture.build(
                "service",
                "asked.parquet",
                "out",
                BuildSettings.of(2).with(TableFormat.CSV).with(StatusColumns.INCLUDED));
        assertThat(manifest.inputs().stream()
                        .mapToLong(DatasetManifest.Input::violatingRows)
                        .sum())
                .isEqualTo(1);
        manifest.inputs().forEach(input -> skipped.merge(layout, input.skippedRows(), Long::sum));
        List<String> lines = Files.readAllLines(fixture.path("out"));
        return lines.subList(1, lines.size());
    }

    /**
     * The events of a row group lie near each other in time. Where there are few ids, some correct each other, also before
     * the time at which they say that they happened. One row of all of them violates the contract.
     */
    private static ColumnBatch events(Random random, int rowGroup) {
        Object[] cards = new Object[ROWS];
        Object[] ids = new Object[ROWS];
        Object[] times = new Object[ROWS];
        Object[] arrivals = new Object[ROWS];
        Object[] amounts = new Object[ROWS];
        for (int row = 0; row < ROWS; row++) {
            long time = rowGroup * 1_000L + random.nextInt(1_000);
            cards[row] = 20L * (rowGroup % 3) + random.nextInt(20);
            ids[row] = (long) random.nextInt(rowGroup < 6 ? 12 : 1_000_000);
            times[row] = time;
            arrivals[row] = Math.max(0, time + random.nextInt(4_000) - 2_500);
            amounts[row] = rowGroup == 7 && row == 3 ? null : (Object) (long) (random.nextInt(200) - 100);
        }
        return Batches.with("card_id", ScalarType.INT64, cards)
                .and("payment_id", ScalarType.INT64, ids)
                .and("paid_at", ScalarType.TIMESTAMP, times)
                .and("arrived_at", ScalarType.TIMESTAMP, arrivals)
                .and("amount", ScalarType.INT64, amounts)
                .build();
    }

    private static String definitions(Random random, Layout layout) {
        String roles = layout.partitions()
                + (random.nextBoolean() ? "arrival_time: arrived_at\n" : "")
                + (random.nextBoolean() ? "unique_key: [payment_id]\n" : "");
        String closed = random.nextBoolean() ? "left" : "right";
        return """
                entity: card
                keys: {card_id: int64}
                ---
                source: payments
                path: data/
                event_time: paid_at
                %scolumns:
                  amount: {type: int64, nullable: false, min: -1000, max: 1000}
                %son_violation: drop
                ---
                feature_view: spend
                version: 1
                entity: card
                source: payments
                closed: %s
                %sfeatures:
                  total: {aggregate: sum(amount), window: 700us}
                  times: {aggregate: count(*), window: 300us}
                  slow: {aggregate: max(amount), window: 500us, delay: 400us}
                  %s
                ---
                feature_service: service
                version: 1
                features: [spend@1:*]
                """.formatted(
                roles, layout.columns(), closed, random.nextBoolean() ? "where: amount > -50\n" : "", extra(random));
    }

    private static String extra(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "last: {latest: amount, max_age: 200us}";
            case 1 -> "ever: {aggregate: min(amount), window: unbounded}";
            case 2 -> "second: {aggregate: sum(amount), window: {tumbling: 1ms}}";
            default -> "rounded: {aggregate: sum(amount), window: 900us, resolution: 250us}";
        };
    }
}
