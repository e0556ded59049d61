package dev.asof.it.parity;

import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestLimits;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupLimits;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.online.state.StateOptions;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Feeds the deliveries of scenarios to an online store, and asks it their questions. */
final class OnlineRun implements AutoCloseable {
    private static final long START = 1_700_000_000_000_000L;
    private static final OnlineStoreOptions OPTIONS = new OnlineStoreOptions(
            StateOptions.SMALL, new LookupLimits(10_000, 1_000), new IngestLimits(10_000, 64), Duration.ofHours(1), 40);

    private final ScenarioRepository repository;
    private final RegistrySnapshot registry;
    private final Dice dice;
    private final SettableClock clock = new SettableClock(START);
    private final SourceFileWriter files;
    private final Map<String, AcceptanceTimes> acceptances = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<Question, LookupAnswer> early = new java.util.IdentityHashMap<>();
    private OnlineStore store;

    OnlineRun(ScenarioRepository repository, RegistrySnapshot registry, Dice dice) {
        this.repository = repository;
        this.registry = registry;
        this.dice = dice;
        this.files = new SourceFileWriter(repository, dice);
        this.store = open();
    }

    private OnlineStore open() {
        return OnlineStore.open(
                new OnlineStoreWiring(
                        repository.repository(),
                        () -> registry,
                        new ParquetSourceFiles(repository.repository()),
                        new EventArchiveWriter()::write,
                        clock),
                OPTIONS);
    }

    @Override
    public void close() {
        store.close();
    }

    /** When the store accepted what a scenario says was accepted at some time. */
    AcceptanceTimes acceptances(Scenario scenario) {
        return acceptances.get(scenario.name());
    }

    /** Delivers everything, with restarts, and questions that are asked at once. */
    void deliver() {
        store.load(LoadRequest.ALL, LoadListener.NONE);
        for (Scenario scenario : repository.scenarios()) {
            acceptances.put(scenario.name(), new AcceptanceTimes(servedSnapshot(scenario)));
        }
        for (Delivery delivery : Delivery.interleaved(repository.scenarios(), dice)) {
            clock.move(dice.one(0L, 1L, 1_000_000L, -5_000_000L));
            if (delivery.isLoad()) {
                load(delivery);
            } else {
                ingest(delivery);
            }
            acceptances
                    .get(delivery.scenario().name())
                    .note(delivery.acceptance(), servedSnapshot(delivery.scenario()));
            askEarly(delivery);
            if (dice.chance(1)) {
                store.close();
                store = open();
            }
        }
    }

    private void load(Delivery delivery) {
        String source = delivery.scenario().source().name();
        files.write(delivery.scenario(), delivery.rows());
        store.load(new LoadRequest(List.of(source), OptionalLong.empty()), LoadListener.NONE);
    }

    private void ingest(Delivery delivery) {
        String producer = canRetryByKey(delivery) && dice.chance(50) ? "" : dice.one("web", "app");
        for (List<Row> rows : dice.batches(delivery.rows(), 10)) {
            IngestBatch batch = batch(delivery.scenario(), producer, rows);
            store.ingest(batch);
            if (!producer.isEmpty() && dice.chance(20)) {
                store.ingest(batch);
            }
        }
    }

    /** Whether the unique key alone makes a retry harmless: it has to be there, without a null, in every row. */
    private static boolean canRetryByKey(Delivery delivery) {
        List<String> key = delivery.scenario().source().uniqueKey();
        return !key.isEmpty()
                && delivery.rows().stream().allMatch(row -> key.stream().allMatch(column -> row.value(column) != null));
    }

    private IngestBatch batch(Scenario scenario, String producer, List<Row> rows) {
        long first = 0;
        if (!producer.isEmpty()) {
            first = sequences.getOrDefault(scenario.name() + producer, 1L);
            sequences.put(scenario.name() + producer, first + rows.size());
        }
        return new IngestBatch(scenario.source().name(), producer, first, Columns.stored(scenario, rows));
    }

    /** Serves an answer, so that what comes next is accepted after it. */
    private long servedSnapshot(Scenario scenario) {
        Question any = withoutBound(scenario.questions().getFirst());
        return ask(scenario, List.of(any)).times().acceptedBy()[0];
    }

    /** Asks some of the questions about what was accepted until now, now. */
    private void askEarly(Delivery delivery) {
        for (Question question : delivery.scenario().questions()) {
            if (question.acceptedBy().equals(OptionalLong.of(delivery.acceptance())) && dice.chance(50)) {
                early.put(question, ask(delivery.scenario(), List.of(withoutBound(question))));
            }
        }
    }

    private static Question withoutBound(Question question) {
        return new Question(question.key(), question.asOf(), question.knownAt(), OptionalLong.empty());
    }

    private LookupAnswer ask(Scenario scenario, List<Question> questions) {
        AcceptanceTimes times = acceptances.getOrDefault(scenario.name(), new AcceptanceTimes(0));
        return store.lookup(new LookupRequest(
                new Selection.OfService(scenario.serviceName(), 1),
                Columns.keys(scenario, questions),
                new QuestionTimes(
                        questions.stream().mapToLong(Question::asOf).toArray(),
                        questions.stream()
                                .mapToLong(question -> question.knownAt().orElse(question.asOf()))
                                .toArray(),
                        questions.stream()
                                .mapToLong(question -> times.of(question.acceptedBy()))
                                .toArray())));
    }

    /** The answers to all questions. */
    List<Answers> answers() {
        return repository.scenarios().stream().map(this::answers).toList();
    }

    private Answers answers(Scenario scenario) {
        LookupAnswer late = ask(scenario, scenario.questions());
        List<List<List<Answer>>> byView = new ArrayList<>();
        int column = 0;
        for (Scenario.NamedView view : scenario.views()) {
            List<List<Answer>> byFeature = new ArrayList<>();
            for (Feature feature : view.view().features()) {
                byFeature.add(answers(scenario, late, column++));
            }
            byView.add(byFeature);
        }
        return new Answers(byView);
    }

    private List<Answer> answers(Scenario scenario, LookupAnswer late, int column) {
        List<Answer> answers = new ArrayList<>(ComputeWay.ofValues(late.values().get(column)));
        for (int i = 0; i < answers.size(); i++) {
            LookupAnswer earlier = early.get(scenario.questions().get(i));
            if (earlier != null) {
                Answer then = ComputeWay.ofValues(earlier.values().get(column)).getFirst();
                if (!then.isSameAs(answers.get(i))) {
                    throw new AssertionError("Seed " + scenario.seed() + ": asked at once " + then
                            + ", asked again later " + answers.get(i) + " of "
                            + scenario.questions().get(i));
                }
            }
        }
        return answers;
    }
}
