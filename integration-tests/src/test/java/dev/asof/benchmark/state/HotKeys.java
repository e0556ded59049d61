package dev.asof.benchmark.state;

import dev.asof.it.TemporaryFolder;
import dev.asof.it.answer.Answers;
import dev.asof.it.answer.Columns;
import dev.asof.it.answer.ComputedAnswers;
import dev.asof.it.generate.FileFormat;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.it.repository.ScenarioRepository;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.ingest.IngestLimits;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupLimits;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Looks up ten windowed features of a key with many events in 30 days, and of one with 100, in turns; as of now and as of
 * ten days before. Prints medians, their ratio, and the bytes that the state takes, and compares some answers, also at the
 * very edges of windows, with the oracle's.
 */
public final class HotKeys {
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long NOW = 1_700_000_000_000_000L;
    private static final int FEW = 100;
    private static final int BATCH = 5_000;
    private static final int TURNS = 3_000;

    private final Scenario scenario;
    private final List<Row> rows;

    private HotKeys(Scenario scenario, List<Row> rows) {
        this.scenario = scenario;
        this.rows = rows;
    }

    /** Takes the number of events of the hot key, and {@code keyed} where the source shall have a unique key. */
    public static void main(String[] arguments) throws Exception {
        int events = Integer.parseInt(arguments[0]);
        boolean isKeyed = List.of(arguments).contains("keyed");
        List<Row> rows = rows(events);
        new HotKeys(scenario(isKeyed, rows), rows).run();
    }

    private void run() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            ScenarioRepository repository = ScenarioRepository.write(folder.path(), List.of(scenario));
            RegistrySnapshot registry = repository.apply();
            try (OnlineStore store = open(repository, registry)) {
                store.load(new LoadRequest(List.of(scenario.source().name()), OptionalLong.empty()), LoadListener.NONE);
                ingest(store);
            }
            try (OnlineStore store = open(repository, registry)) {
                measure(store, "as of now", NOW);
                measure(store, "as of ten days before", NOW - 10 * DAY);
                compare(store);
            }
            try (OnlineStore reopened = open(repository, registry)) {
                reopened.status();
            }
            long bytes = sizeOf(repository.repository().onlineFolder());
            System.out.printf(
                    Locale.ROOT,
                    "state: %,d bytes of 2 keys (%,d a key), %.1f an event%n",
                    bytes,
                    bytes / 2,
                    bytes / (double) rows.size());
        }
    }

    private static OnlineStore open(ScenarioRepository repository, RegistrySnapshot registry) {
        return OnlineStore.open(
                new OnlineStoreWiring(
                        repository.repository(),
                        () -> registry,
                        new ParquetSourceFiles(repository.repository()),
                        new EventArchiveWriter()::write,
                        InstantSource.fixed(Instant.EPOCH.plus(NOW, ChronoUnit.MICROS))),
                new OnlineStoreOptions(
                        StateOptions.DEFAULT,
                        new LookupLimits(10_000, 1_000),
                        0,
                        new IngestLimits(BATCH, 64, 2 * BATCH, Duration.ofSeconds(10)),
                        new IngestDurability.None(),
                        Duration.ofHours(1),
                        500_000));
    }

    private void ingest(OnlineStore store) {
        long start = System.nanoTime();
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + BATCH));
            store.ingest(new IngestBatch(scenario.source().name(), "p", from + 1L, Columns.stored(scenario, some)));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "ingest: %,.0f events a second%n", rows.size() / seconds);
    }

    private void measure(OnlineStore store, String name, long asOf) {
        LookupRequest hot = request(List.of(question(1, asOf)));
        LookupRequest cold = request(List.of(question(2, asOf)));
        double[] hotMicros = new double[TURNS];
        double[] coldMicros = new double[TURNS];
        for (int turn = -2 * TURNS; turn < TURNS; turn++) {
            double hotTime = time(store, hot);
            double coldTime = time(store, cold);
            if (turn >= 0) {
                hotMicros[turn] = hotTime;
                coldMicros[turn] = coldTime;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "lookup %s: %.1f us with %,d events, %.1f us with %d, ratio %.2f; 99th percentiles %.1f and %.1f us%n",
                name,
                percentile(hotMicros, 50),
                rows.size() - FEW,
                percentile(coldMicros, 50),
                FEW,
                percentile(hotMicros, 50) / percentile(coldMicros, 50),
                percentile(hotMicros, 99),
                percentile(coldMicros, 99));
    }

    private static double time(OnlineStore store, LookupRequest request) {
        long start = System.nanoTime();
        store.lookup(request);
        return (System.nanoTime() - start) / 1e3;
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private void compare(OnlineStore store) {
        LookupAnswer answer = store.lookup(request(scenario.questions()));
        Answers told = new Answers(
                List.of(answer.values().stream().map(ComputedAnswers::of).toList()));
        List<Answers.Mismatch> mismatches = told.mismatches(scenario, Answers.ofOracle(scenario), "online");
        if (!mismatches.isEmpty()) {
            throw new AssertionError(mismatches.size() + " mismatches, the first: " + mismatches.getFirst());
        }
        System.out.printf(Locale.ROOT, "%,d values compared with the oracle, 0 mismatches%n", told.count());
    }

    private LookupRequest request(List<Question> questions) {
        long[] asOf = questions.stream().mapToLong(Question::asOf).toArray();
        return new LookupRequest(
                new Selection.OfService(scenario.serviceName(), 1),
                Columns.asked(scenario, questions),
                new QuestionTimes(asOf, new long[0], new long[0]));
    }

    private static Question question(long key, long asOf) {
        return new Question(List.of(key), List.of(), Map.of(), asOf, OptionalLong.empty(), OptionalLong.empty());
    }

    private static long sizeOf(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One in ten comes up to an hour late. */
    private static List<Row> rows(int events) {
        SplittableRandom random = new SplittableRandom(7);
        List<long[]> drawn = new ArrayList<>();
        for (int i = 0; i < events + FEW; i++) {
            long time = NOW - random.nextLong(30 * DAY);
            long arrival = time + (random.nextInt(10) == 0 ? random.nextLong(HOUR) : 0);
            drawn.add(new long[] {arrival, time, i, i < events ? 1 : 2, random.nextInt(1_000_000)});
        }
        drawn.sort((row, other) -> Long.compare(row[0], other[0]));
        List<Row> rows = new ArrayList<>();
        for (long[] row : drawn) {
            Map<String, Object> values = new HashMap<>();
            values.put("customer", row[3]);
            values.put("at", row[1]);
            values.put("id", row[2]);
            values.put("amount", row[4] / 100.0);
            rows.add(new Row(values, Row.ALWAYS));
        }
        return rows;
    }

    private static Scenario scenario(boolean isKeyed, List<Row> rows) {
        Source source = new Source(
                "payments",
                List.of(
                        Source.Column.ofType("customer", Type.INT64),
                        Source.Column.ofType("at", Type.TIMESTAMP),
                        Source.Column.ofType("id", Type.INT64),
                        Source.Column.ofType("amount", Type.FLOAT64)),
                Set.of(),
                "at",
                Optional.empty(),
                isKeyed ? List.of("id") : List.of(),
                List.of());
        View view = new View(source, List.of("customer"), Optional.empty(), features());
        return new Scenario(
                0,
                "hot",
                List.of(new Scenario.Key("customer", Type.INT64, "customer")),
                List.of(source),
                FileFormat.PARQUET,
                Map.of(),
                "fail",
                List.of(new Scenario.NamedView("hot_view", 1, view)),
                rows,
                Set.of(),
                questions(rows),
                Scenario.Joined.NONE);
    }

    private static List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (long window : new long[] {HOUR, DAY, 7 * DAY, 30 * DAY}) {
            features.add(feature("count_" + features.size(), Feature.Function.COUNT, window));
        }
        for (long window : new long[] {HOUR, 7 * DAY, 30 * DAY}) {
            features.add(feature("sum_" + features.size(), Feature.Function.SUM, window));
        }
        features.add(feature("avg", Feature.Function.AVG, DAY));
        features.add(feature("max", Feature.Function.MAX, 7 * DAY));
        features.add(feature("deviation", Feature.Function.STDDEV_POP, 30 * DAY));
        return features;
    }

    private static Feature feature(String name, Feature.Function function, long window) {
        return new Feature(
                name,
                new Feature.Aggregate(function, new Feature.Sliding(window)),
                function == Feature.Function.COUNT
                        ? Optional.empty()
                        : Optional.of(new Expr.Column("amount", Type.FLOAT64)),
                Optional.empty(),
                0,
                false,
                Optional.empty());
    }

    /** Of both keys now, before, and a microsecond around the time at which an event leaves a window. */
    private static List<Question> questions(List<Row> rows) {
        List<Question> questions = new ArrayList<>(
                List.of(question(1, NOW), question(2, NOW), question(1, NOW - 10 * DAY), question(2, NOW - 10 * DAY)));
        for (long window : new long[] {HOUR, DAY, 7 * DAY}) {
            Row row = rows.get(rows.size() / 2);
            long leaves = (long) row.values().get("at") + window;
            for (long asOf = leaves - 1; asOf <= leaves + 1; asOf++) {
                questions.add(question((long) row.values().get("customer"), asOf));
            }
        }
        return questions;
    }
}
