package dev.asof.it.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.it.answer.Answers;
import dev.asof.it.answer.Columns;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.repository.Delivery;
import dev.asof.it.repository.ScenarioRepository;
import dev.asof.it.repository.SourceFileWriter;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Feeds the deliveries of scenarios to an online store, and asks it their questions. */
public final class OnlineRun {
    private static final int ROWS_PER_BATCH = 10;

    private final ScenarioRepository repository;
    private final OnlineServer server;
    private final Dice dice;
    private final SourceFileWriter files;
    private final Map<String, AcceptanceTimes> acceptances = new HashMap<>();
    private final Set<String> loaded = new HashSet<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<Question, OnlineServer.Reply> early = new IdentityHashMap<>();

    public OnlineRun(ScenarioRepository repository, OnlineServer server, Dice dice) {
        this.repository = repository;
        this.server = server;
        this.dice = dice;
        this.files = new SourceFileWriter(repository, dice);
    }

    /** When the store accepted what a scenario says was accepted at some time. */
    public AcceptanceTimes acceptances(Scenario scenario) {
        return acceptances.get(scenario.name());
    }

    /** Delivers everything, and asks some questions on the way. */
    public void deliver() {
        for (Scenario scenario : repository.scenarios()) {
            server.load(scenario);
            acceptances.put(scenario.name(), new AcceptanceTimes(servedSnapshot(scenario)));
        }
        for (Delivery delivery : Delivery.interleaved(repository.scenarios(), dice)) {
            if (delivery.isLoad()) {
                load(delivery);
            } else {
                ingest(delivery);
            }
            acceptances(delivery.scenario()).note(delivery.acceptance(), servedSnapshot(delivery.scenario()));
            askEarly(delivery);
            server.mayRestart();
        }
    }

    private void load(Delivery delivery) {
        Scenario scenario = delivery.scenario();
        boolean isReplaced = loaded.add(scenario.name()) && dice.chance(30);
        if (isReplaced) {
            loadAndDelete(scenario, delivery.source());
        }
        files.write(scenario, delivery.source(), delivery.rows());
        if (isReplaced) {
            server.rebuild(scenario, delivery.source());
        } else {
            server.load(scenario);
        }
    }

    /** Loads a file that later is none of the source's: after a rebuild its rows have left no trace. */
    private void loadAndDelete(Scenario scenario, Source source) {
        List<Row> some = dice.shuffled(scenario.rowsOf(source));
        Path file = files.write(scenario, source, some.subList(0, dice.between(1, some.size())));
        server.load(scenario);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThatThrownBy(() -> server.load(scenario))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILES_CHANGED));
    }

    private void ingest(Delivery delivery) {
        List<Runnable> batches = batches(delivery);
        if (!loaded.contains(delivery.scenario().name()) && dice.chance(20)) {
            server.rebuild(delivery.scenario(), delivery.source(), batches);
        } else {
            batches.forEach(Runnable::run);
        }
    }

    private List<Runnable> batches(Delivery delivery) {
        List<Runnable> batches = new ArrayList<>();
        String producer = canRetryByKey(delivery) && dice.chance(50) ? "" : dice.one("web", "app");
        for (List<Row> rows : dice.batches(
                delivery.rows(), Math.max(ROWS_PER_BATCH, delivery.rows().size() / 4))) {
            long first = producer.isEmpty() ? 0 : nextSequence(delivery.source().name() + producer, rows.size());
            batches.add(() -> {
                for (int time = 0; time < (dice.chance(15) ? 2 : 1); time++) {
                    server.ingest(delivery.source().name(), producer, first, Columns.stored(delivery.scenario(), rows));
                }
            });
        }
        return batches;
    }

    /** Whether the unique key alone makes a retry harmless: it has to be there, without a null, in every row. */
    private static boolean canRetryByKey(Delivery delivery) {
        List<String> key = delivery.scenario().source().uniqueKey();
        return !key.isEmpty()
                && delivery.rows().stream().allMatch(row -> key.stream().allMatch(column -> row.value(column) != null));
    }

    private long nextSequence(String producer, int count) {
        long first = sequences.getOrDefault(producer, 1L);
        sequences.put(producer, first + count);
        return first;
    }

    /** Serves an answer, so that what comes next is accepted after it. */
    private long servedSnapshot(Scenario scenario) {
        return server.ask(scenario, scenario.questions().subList(0, 1), question -> Long.MAX_VALUE)
                .acceptedBy()[0];
    }

    /** Asks some of the questions about what was accepted until now, now. */
    private void askEarly(Delivery delivery) {
        for (Question question : delivery.scenario().questions()) {
            if (question.acceptedBy().equals(OptionalLong.of(delivery.acceptance())) && dice.chance(50)) {
                early.put(question, server.ask(delivery.scenario(), List.of(question), each -> Long.MAX_VALUE));
            }
        }
    }

    /** The answers to all questions. */
    public List<Answers> answers() {
        return repository.scenarios().stream().map(this::answers).toList();
    }

    private Answers answers(Scenario scenario) {
        AcceptanceTimes times = acceptances(scenario);
        List<List<Answer>> late = server.ask(
                        scenario, scenario.questions(), question -> times.of(question.acceptedBy()))
                .features();
        requireSameAsEarly(scenario, late);
        return Answers.ofService(scenario, late);
    }

    private void requireSameAsEarly(Scenario scenario, List<List<Answer>> late) {
        for (int i = 0; i < scenario.questions().size(); i++) {
            OnlineServer.Reply reply = early.get(scenario.questions().get(i));
            for (int feature = 0; reply != null && feature < late.size(); feature++) {
                Answer then = reply.features().get(feature).getFirst();
                Answer now = late.get(feature).get(i);
                if (!then.isSameAs(now)) {
                    throw new AssertionError("Seed " + scenario.seed() + ": asked at once " + then
                            + ", asked again later " + now + " of "
                            + scenario.questions().get(i));
                }
            }
        }
    }
}
