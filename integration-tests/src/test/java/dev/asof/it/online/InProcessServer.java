package dev.asof.it.online;

import dev.asof.it.answer.Columns;
import dev.asof.it.answer.ComputedAnswers;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Source;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.ingest.IngestLimits;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.load.SourceFiles;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupLimits;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.BulkOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.repository.FeatureRepository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** A store in this process, whose wall clock jumps. */
public final class InProcessServer implements OnlineServer {
    private static final long START = 1_700_000_000_000_000L;

    /** Of so few events that a scenario's entities have several. */
    public static final BlockOptions SMALL_BLOCKS = new BlockOptions(4, 3, new TreeShape(3, 2, 2));

    /** For entities of thousands of events. */
    public static final BlockOptions MEDIUM_BLOCKS = new BlockOptions(100, 50, new TreeShape(40, 6, 3));

    private final OnlineStoreOptions options;
    private final FeatureRepository repository;
    private final RegistrySnapshot registry;
    private final Dice dice;
    private final InterruptedFiles files;
    private final SettableClock clock = new SettableClock(START);
    private OnlineStore store;

    public InProcessServer(FeatureRepository repository, RegistrySnapshot registry, Dice dice, BlockOptions blocks) {
        this.options = options(blocks);
        this.repository = repository;
        this.registry = registry;
        this.dice = dice;
        this.files = new InterruptedFiles(new ParquetSourceFiles(repository));
        this.store = open();
    }

    static OnlineStoreOptions options(BlockOptions blocks) {
        return new OnlineStoreOptions(
                StateOptions.SMALL.withBlocks(blocks).withBulk(new BulkOptions(5, 500, 300)),
                new LookupLimits(10_000, 1_000),
                16L << 20,
                new IngestLimits(10_000, 64, 20_000, Duration.ofSeconds(10)),
                new IngestDurability.None(),
                Duration.ofHours(1),
                40);
    }

    private OnlineStore open() {
        return open(repository, registry, files, clock, options);
    }

    /** Opens the store of a repository. */
    static OnlineStore open(
            FeatureRepository repository,
            RegistrySnapshot registry,
            SourceFiles files,
            InstantSource clock,
            OnlineStoreOptions options) {
        return OnlineStore.open(
                new OnlineStoreWiring(repository, () -> registry, files, new EventArchiveWriter()::write, clock),
                options);
    }

    @Override
    public void ingest(String source, String producer, long firstSequence, ColumnBatch events) {
        clock.move(dice.one(0L, 1L, 1_000_000L, -5_000_000L));
        store.ingest(new IngestBatch(source, producer, firstSequence, events));
    }

    @Override
    public void load(Scenario scenario) {
        store.load(
                new LoadRequest(scenario.sources().stream().map(Source::name).toList(), OptionalLong.empty()),
                LoadListener.NONE);
    }

    @Override
    public void rebuild(Scenario scenario, Source source) {
        store.load(
                new LoadRequest(List.of(source.name()), OptionalLong.empty(), LoadRequest.Start.ANEW),
                LoadListener.NONE);
    }

    @Override
    public void rebuild(Scenario scenario, Source source, List<Runnable> meanwhile) {
        files.interruptBy(meanwhile);
        rebuild(scenario, source);
        files.finish();
    }

    @Override
    public Reply ask(Scenario scenario, List<Question> questions, ToLongFunction<Question> acceptedBy) {
        LookupAnswer answer = store.lookup(new LookupRequest(
                new Selection.OfService(scenario.serviceName(), 1),
                Columns.asked(scenario, questions),
                new QuestionTimes(
                        Columns.asOf(questions),
                        Columns.knownAt(questions),
                        questions.stream().mapToLong(acceptedBy).toArray())));
        return new Reply(
                answer.times().acceptedBy(),
                answer.values().stream().map(ComputedAnswers::of).toList());
    }

    @Override
    public void mayRestart() {
        if (dice.chance(1)) {
            store.close();
            store = open();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
