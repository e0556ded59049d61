package dev.asof.online;

import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.ingest.IngestLimits;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupLimits;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.definition.SourceSchemaReader;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A feature repository with payments (which have a unique key) and clicks (which have none), and stores over it. */
public final class OnlineFixture {
    /** The wall clock at the start, in microseconds. */
    public static final long NOW = 1_700_000_000_000_000L;

    /** One second, in microseconds. */
    public static final long SECOND = 1_000_000L;

    private static final String DEFINITIONS = """
            entity: customer
            keys: {customer_id: int64}
            ---
            entity: shop
            keys: {shop: string}
            ---
            source: payments
            format: parquet
            path: payments
            event_time: paid_at
            unique_key: [payment_id]
            columns:
              payment_id:  {type: int64}
              customer_id: {type: int64}
              shop:        {type: string}
              paid_at:     {type: timestamp}
              amount:      {type: float64, min: 0}
              note:        {type: string}
            on_violation: quarantine
            ---
            source: clicks
            format: parquet
            path: clicks
            event_time: clicked_at
            columns:
              customer_id: {type: int64}
              clicked_at:  {type: timestamp}
              page:        {type: string, one_of: [home, basket]}
            on_violation: fail
            ---
            feature_view: spend
            version: 1
            entity: customer
            source: payments
            features:
              payments_ever: {aggregate: count(*), window: unbounded}
              amount_1h:     {aggregate: sum(amount), window: 1h}
              last_shop:     {latest: shop}
            ---
            feature_view: turnover
            version: 1
            entity: shop
            source: payments
            features:
              amount_ever: {aggregate: sum(amount), window: unbounded}
            ---
            feature_view: browsing
            version: 1
            entity: customer
            source: clicks
            features:
              clicks_ever: {aggregate: count(*), window: unbounded}
              last_page:   {latest: page}
            ---
            feature_service: risk
            version: 1
            features: [spend@1:*]
            """;

    private final FeatureRepository repository;
    private final TestClock clock = new TestClock(NOW);
    private final MemoryFiles files = new MemoryFiles();
    private StateOptions stateOptions = StateOptions.SMALL;
    private int eventsPerArchiveFile = 1_000;
    private volatile RegistrySnapshot registry = RegistrySnapshot.EMPTY;

    public OnlineFixture(Path folder) {
        this.repository = new FeatureRepository(folder);
        apply(DEFINITIONS);
    }

    /** Opens stores like this from now on. */
    public OnlineFixture withState(StateOptions other) {
        stateOptions = other;
        return this;
    }

    /** Opens stores with archive files of up to so many events from now on. */
    public OnlineFixture withEventsPerArchiveFile(int other) {
        eventsPerArchiveFile = other;
        return this;
    }

    /** The same files and definitions over another folder. */
    private OnlineFixture(OnlineFixture other, Path folder) {
        this.repository = new FeatureRepository(folder);
        this.registry = other.registry;
        this.stateOptions = other.stateOptions;
        this.clock.set(other.clock.micros());
        this.files.archive().putAll(other.files.archive());
    }

    /** Adds definitions to those that are applied. */
    public void apply(String definitions) {
        try {
            Path file = repository.root().resolve("definitions-" + registry.applyNumber() + ".yaml");
            Files.writeString(file, definitions);
            var read = new DefinitionReader(SourceSchemaReader.NO_FILES)
                    .check(repository.root(), registry)
                    .definitions();
            registry = RegistryDelta.between(registry, read).next(Instant.EPOCH, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies definitions in the place of those in the files; what these had defined stays registered. */
    public void applyAlone(String definitions) {
        for (int number = 0; number < registry.applyNumber(); number++) {
            try {
                Files.deleteIfExists(repository.root().resolve("definitions-" + number + ".yaml"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        apply(definitions);
    }

    /** Adds two kinds of entities whose keys have one name: {@code meter} has numbers as ids, {@code site} has text. */
    public OnlineFixture withNamesakes() {
        apply("""
                entity: meter
                keys: {id: int64}
                ---
                entity: site
                keys: {id: string}
                ---
                source: readings
                format: parquet
                path: readings
                event_time: at
                columns: {id: {type: int64}, at: {type: timestamp}}
                ---
                source: visits
                format: parquet
                path: visits
                event_time: at
                columns: {id: {type: string}, at: {type: timestamp}}
                ---
                feature_view: reading
                version: 1
                entity: meter
                source: readings
                features:
                  n: {aggregate: count(*), window: unbounded}
                ---
                feature_view: visit
                version: 1
                entity: site
                source: visits
                features:
                  n: {aggregate: count(*), window: unbounded}
                """);
        return this;
    }

    /** What is applied. */
    public RegistrySnapshot registry() {
        return registry;
    }

    public FeatureRepository repository() {
        return repository;
    }

    public TestClock clock() {
        return clock;
    }

    public MemoryFiles files() {
        return files;
    }

    public OnlineStore open() {
        return open(16L << 20);
    }

    /** @param answerBytes memory for answers that last */
    public OnlineStore open(long answerBytes) {
        return OnlineStore.open(
                new OnlineStoreWiring(repository, () -> registry, files, files, clock),
                new OnlineStoreOptions(
                        stateOptions,
                        new LookupLimits(100, 20),
                        answerBytes,
                        new IngestLimits(100, 32, 200, Duration.ofMillis(200)),
                        new IngestDurability.Fsync(),
                        Duration.ofHours(1),
                        eventsPerArchiveFile));
    }

    /** What the disk holds now, as a killed process leaves it, in another folder. */
    public OnlineFixture killed(Path folder) {
        copy(repository.workingFolder(), folder.resolve(FeatureRepository.WORKING_FOLDER));
        return new OnlineFixture(this, folder);
    }

    /** The same definitions and files over another folder. */
    public OnlineFixture over(Path folder) {
        return new OnlineFixture(this, folder);
    }

    /** Copies until nothing was moved meanwhile: the storage engine tidies up in the background. */
    private static void copy(Path from, Path to) {
        try {
            List<Path> before;
            do {
                before = filesOf(from);
                for (Path path : before) {
                    copyIfThere(path, to.resolve(from.relativize(path).toString()));
                }
            } while (!filesOf(from).equals(before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException moved) {
            return List.of();
        }
    }

    private static void copyIfThere(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException moved) {
            Files.deleteIfExists(target);
        }
    }

    /** Payments, without a note. */
    public static Rows payments() {
        return Rows.of("payment_id int64", "customer_id int64", "shop string", "paid_at timestamp", "amount float64");
    }

    public static Rows clicks() {
        return Rows.of("customer_id int64", "clicked_at timestamp", "page string");
    }

    public static IngestResult ingest(OnlineStore store, Rows payments) {
        return store.ingest(new IngestBatch("payments", "", 0, payments.batch()));
    }

    public static IngestResult ingestClicks(OnlineStore store, String producer, long sequence, Rows clicks) {
        return store.ingest(new IngestBatch("clicks", producer, sequence, clicks.batch()));
    }

    public static LoadReport load(OnlineStore store) {
        return store.load(LoadRequest.ALL, LoadListener.NONE);
    }

    public static LoadReport loadUntil(OnlineStore store, long untilMicros) {
        return store.load(new LoadRequest(List.of(), OptionalLong.of(untilMicros)), LoadListener.NONE);
    }

    /** Asks for features of customer 7. */
    public static LookupAnswer ask(OnlineStore store, QuestionTimes times, String... refs) {
        ColumnBatch rows = Rows.of("customer_id int64").row(7).batch();
        return ask(store, rows, times, refs);
    }

    public static LookupAnswer ask(OnlineStore store, ColumnBatch rows, QuestionTimes times, String... refs) {
        List<Selection.Selector> selectors = new ArrayList<>();
        for (String ref : refs) {
            selectors.add(new Selection.Selector(ref, ""));
        }
        return store.lookup(new LookupRequest(new Selection.OfFeatures(selectors), rows, times));
    }

    /** The values of the first row as text, such as {@code PRESENT 2}. */
    public static List<String> texts(LookupAnswer answer) {
        return answer.values().stream().map(OnlineFixture::text).toList();
    }

    private static String text(FeatureValues values) {
        var column = values.toColumn();
        return values.status(0)
                + (column.isNull(0) ? "" : " " + dev.asof.registry.compute.event.ValueText.of(column, 0));
    }
}
