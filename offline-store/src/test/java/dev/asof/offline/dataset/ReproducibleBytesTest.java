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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReproducibleBytesTest {
    private static final long SEED = Long.getLong("asof.seed", 4_711);
    private static final int[] THREADS = {1, 2, 4, 7};
    private static final long[] MEMORY = {1 << 16, 1 << 20, Long.MAX_VALUE};
    private static final int EVENTS = 6_000;
    private static final int FILES = 4;

    @TempDir
    private Path root;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource
    void threadsAndMemoryAndTheNamesOfFilesLeaveNoTrace(TableFormat format) throws IOException {
        Fixture fixture = payments();
        DatasetManifest first = build(fixture, BuildSettings.of(1).with(format));
        for (int threads : THREADS) {
            for (long memory : MEMORY) {
                shuffleNames();
                DatasetManifest again =
                        build(fixture, BuildSettings.of(threads).with(format).withMemoryBytes(memory));
                String what = threads + " threads, " + memory + " bytes, seed " + SEED;
                assertThat(again.output()).as(what).isEqualTo(first.output());
                assertThat(again.datasetId()).as(what).isEqualTo(first.datasetId());
                assertThat(again.features()).as(what).isEqualTo(first.features());
            }
        }
    }

    /** More rows than a part of the file has, so that they are answered and written a part at a time. */
    @Test
    void answersThatDoNotFitLeaveNoTrace() {
        Fixture fixture = payments()
                .parquet(
                        "asked.parquet",
                        Batches.with(
                                        "card_id",
                                        ScalarType.INT64,
                                        draw(DatasetFile.PART_ROWS + 9_000, () -> random.nextInt(40)))
                                .and(
                                        "event_timestamp",
                                        ScalarType.TIMESTAMP,
                                        draw(DatasetFile.PART_ROWS + 9_000, () -> random.nextInt(9_000))));
        BuildSettings settings = BuildSettings.of(2).with(StatusColumns.INCLUDED);

        DatasetManifest whole = build(fixture, settings);
        DatasetManifest bitByBit = build(fixture, settings.withMemoryBytes(1 << 16));

        assertThat(bitByBit.output()).as("seed " + SEED).isEqualTo(whole.output());
        assertThat(bitByBit.features()).as("seed " + SEED).isEqualTo(whole.features());
        assertThat(bitByBit.views()).isEqualTo(whole.views());
    }

    @Test
    void filesOfAllFormatsHaveOneContent() {
        Fixture fixture = payments();
        List<DatasetManifest.Output> outputs = Arrays.stream(TableFormat.values())
                .map(format -> build(fixture, BuildSettings.of(2).with(format)).output())
                .toList();
        assertThat(outputs.stream().map(DatasetManifest.Output::sha256)).doesNotHaveDuplicates();
        assertThat(outputs.stream().map(DatasetManifest.Output::contentSha256).distinct())
                .hasSize(1);
    }

    private static DatasetManifest build(Fixture fixture, BuildSettings settings) {
        return fixture.build("service", "asked.parquet", "out", settings);
    }

    private Fixture payments() {
        Fixture fixture = new Fixture(root)
                .define("""
                        entity: card
                        keys: {card_id: int64}
                        ---
                        source: payments
                        path: data/
                        event_time: paid_at
                        ---
                        feature_view: spend
                        version: 1
                        entity: card
                        source: payments
                        features:
                          total: {aggregate: sum(amount), window: 1000us}
                          spread: {aggregate: stddev_pop(amount), window: unbounded}
                          land: {latest: country}
                          often: {aggregate: mode(country), window: 3000us}
                        ---
                        on_demand: shares
                        version: 1
                        request: {card_id: int64}
                        features:
                          share: 'spend:spread / spend:total'
                          ratio: '100 / (card_id - 7)'
                        ---
                        feature_service: service
                        version: 1
                        features: [spend@1:*, shares@1:*]
                        """)
                .parquet(
                        "asked.parquet",
                        Batches.with("card_id", ScalarType.INT64, draw(EVENTS, () -> random.nextInt(40)))
                                .and(
                                        "event_timestamp",
                                        ScalarType.TIMESTAMP,
                                        draw(EVENTS, () -> random.nextInt(9_000))));
        for (int file = 0; file < FILES; file++) {
            Fixture.write(root.resolve("data/" + file + ".parquet"), events(), events());
        }
        return fixture;
    }

    private ColumnBatch events() {
        int rows = EVENTS / FILES / 2;
        return Batches.with("card_id", ScalarType.INT64, draw(rows, () -> random.nextInt(40)))
                .and("paid_at", ScalarType.TIMESTAMP, draw(rows, () -> random.nextInt(8_000)))
                .and("amount", ScalarType.FLOAT64, draw(rows, () -> random.nextGaussian() * 1e6))
                .and("country", ScalarType.STRING, draw(rows, () -> "land " + random.nextInt(5)))
                .build();
    }

    private static Object[] draw(int count, java.util.function.Supplier<Object> value) {
        return IntStream.range(0, count).mapToObj(i -> value.get()).toArray();
    }

    /** The same contents under other names, in another order. */
    private void shuffleNames() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.list(root.resolve("data"))) {
            found.sorted().forEach(files::add);
        }
        Collections.shuffle(files, random);
        List<Path> moved = new ArrayList<>();
        for (Path file : files) {
            moved.add(Files.move(file, root.resolve("data/moved-" + moved.size())));
        }
        for (int i = 0; i < moved.size(); i++) {
            Files.move(moved.get(i), root.resolve("data/" + i + ".parquet"));
        }
    }
}
