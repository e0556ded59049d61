package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row group of many batches, whose columns are decoded into the same arrays again, is the events that its rows are by themselves. */
class LongRowGroupTest {
    private static final long SEED = Long.getLong("asof.seed", 93);
    private static final int ROWS = 2 * ParquetRows.BATCH_ROWS + 1_717;
    private static final int FEW_ROWS = 7_001;
    private static final int QUESTIONS = 9_000;
    private static final int CARDS = 900;
    private static final int TIMES = 60_000;
    private static final String DEFINITIONS = """
            entity: card
            keys: {card_id: int64}
            ---
            entity: shop
            keys: {shop_id: string}
            ---
            source: payments
            path: data
            event_time: paid_at
            columns:
              card_id: int64
              paid_at: timestamp
              amount: {type: float64, min: 0, max: 900}
              units: {type: int32, max: 95}
              note: {type: string, nullable: true}
            on_violation: quarantine
            ---
            feature_view: spend
            version: 1
            entity: card
            source: payments
            features:
              total: {aggregate: sum(amount), window: 20000us}
              mean: {aggregate: avg(amount), window: 20000us}
              price: {aggregate: sum(price), window: unbounded}
              note: {latest: note}
              amount: {latest: amount}
              least: {aggregate: min(note), window: 20000us}
              lands: {aggregate: count_distinct(land), window: unbounded}
              open: {aggregate: bool_and(open), window: 9000us, where: "units > 5"}
              day: {latest: day, where: open}
            ---
            feature_view: trade
            version: 1
            entity: shop
            source: payments
            where: land <> 'land 3'
            features:
              units: {aggregate: sum(units), window: 20000us}
              note: {aggregate: 'last(note)', window: unbounded}
              most: {aggregate: max(amount), window: unbounded}
              count: {aggregate: count(day), window: unbounded}
            ---
            feature_service: service
            version: 1
            features: ['spend@1:*', 'trade@1:*']
            """;

    @TempDir
    private Path root;

    private final Random random = new Random(SEED);

    @Test
    void oneRowGroupIsWhatManyShortOnesAre() {
        List<@Nullable Object[]> columns = events();
        Fixture fixture = new Fixture(root).define(DEFINITIONS).parquet("asked.parquet", questions());

        Fixture.write(root.resolve("data/events.parquet"), rows(columns, 0, ROWS));
        DatasetManifest together = build(fixture);
        Fixture.write(
                root.resolve("data/events.parquet"),
                IntStream.range(0, Math.ceilDiv(ROWS, FEW_ROWS))
                        .mapToObj(i -> rows(columns, i * FEW_ROWS, Math.min(ROWS, (i + 1) * FEW_ROWS)))
                        .toArray(ColumnBatch[]::new));
        DatasetManifest apart = build(fixture);

        assertThat(together.inputs().getFirst().sha256())
                .isNotEqualTo(apart.inputs().getFirst().sha256());
        assertThat(together.output().contentSha256())
                .as("seed " + SEED)
                .isEqualTo(apart.output().contentSha256());
        assertThat(together.features()).as("seed " + SEED).isEqualTo(apart.features());
    }

    private static DatasetManifest build(Fixture fixture) {
        return fixture.build(
                "service", "asked.parquet", "out.parquet", BuildSettings.of(2).with(StatusColumns.INCLUDED));
    }

    private Batches questions() {
        return Batches.with("card_id", ScalarType.INT64, draw(QUESTIONS, i -> random.nextInt(CARDS)))
                .and("shop_id", ScalarType.STRING, draw(QUESTIONS, i -> "shop " + random.nextInt(50)))
                .and("event_timestamp", ScalarType.TIMESTAMP, draw(QUESTIONS, i -> random.nextInt(TIMES + 30_000)));
    }

    /** The notes have a dictionary first, and too many values for one later. */
    private List<@Nullable Object[]> events() {
        List<@Nullable Object[]> columns = new ArrayList<>();
        columns.add(draw(ROWS, i -> random.nextInt(CARDS)));
        columns.add(draw(ROWS, i -> some(200, "shop " + random.nextInt(50))));
        columns.add(draw(ROWS, i -> random.nextInt(TIMES)));
        columns.add(draw(
                ROWS,
                i -> random.nextInt(200) == 0 ? -1.0 : random.nextInt(90) == 0 ? 900.0 : random.nextDouble() * 900));
        columns.add(draw(ROWS, i -> random.nextInt(i < ROWS / 2 ? 90 : 97)));
        columns.add(draw(
                ROWS, i -> some(3 + i / 9_000, "note " + (i < 30_000 ? random.nextInt(30) : random.nextLong()))));
        columns.add(draw(ROWS, i -> some(i / 30_000 + 1, random.nextLong(-1_000_000, 1_000_000))));
        columns.add(draw(ROWS, i -> some(20, "land " + random.nextInt(5))));
        columns.add(draw(ROWS, i -> some(7, random.nextInt(5) > 0)));
        columns.add(draw(ROWS, i -> some(5, random.nextInt(40_000))));
        return columns;
    }

    private @Nullable Object some(int nullEvery, Object value) {
        return random.nextInt(nullEvery) == 0 ? null : value;
    }

    private static ColumnBatch rows(List<@Nullable Object[]> columns, int from, int to) {
        List<Object[]> cut = columns.stream()
                .map(column -> java.util.Arrays.copyOfRange(column, from, to))
                .toList();
        return Batches.with("card_id", ScalarType.INT64, cut.get(0))
                .and("shop_id", ScalarType.STRING, cut.get(1))
                .and("paid_at", ScalarType.TIMESTAMP, cut.get(2))
                .and("amount", ScalarType.FLOAT64, cut.get(3))
                .and("units", ScalarType.INT32, cut.get(4))
                .and("note", ScalarType.STRING, cut.get(5))
                .and("price", new DecimalType(12, 2), cut.get(6))
                .and("land", ScalarType.STRING, cut.get(7))
                .and("open", ScalarType.BOOL, cut.get(8))
                .and("day", ScalarType.DATE, cut.get(9))
                .build();
    }

    private static @Nullable Object[] draw(int count, IntFunction<@Nullable Object> value) {
        return IntStream.range(0, count).mapToObj(value).toArray();
    }
}
