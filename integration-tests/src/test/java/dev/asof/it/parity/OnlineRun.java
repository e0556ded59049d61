package dev.asof.it.parity;

import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Feeds the deliveries of scenarios to an online store, and asks it their questions. */
final class OnlineRun {
    private static final int ROWS_PER_BATCH = 10;

    private final ScenarioRepository repository;
    private final OnlineServer server;
    private final Dice dice;
    private final SourceFileWriter files;
    private final Map<String, AcceptanceTimes> acceptances = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<Question, OnlineServer.Reply> early = new IdentityHashMap<>();

    OnlineRun(ScenarioRepository repository, OnlineServer server, Dice dice) {
        this.repository = repository;
        this.server = server;
        this.dice = dice;
        this.files = new SourceFileWriter(repository, dice);
    }

    /** When the store accepted what a scenario says was accepted at some time. */
    AcceptanceTimes acceptances(Scenario scenario) {
        return acceptances.get(scenario.name());
    }

    /** Delivers everything, and asks some questions on the way. */
    void deliver() {
        for (Scenario scenario : repository.scenarios()) {
            server.load(scenario);
            acceptances.put(scenario.name(), new AcceptanceTimes(servedSnapshot(scenario)));
        }
        for (Delivery delivery : Delivery.interleaved(repository.scenarios(), dice)) {
            if (delivery.isLoad()) {
                files.write(delivery.scenario(), delivery.rows());
                server.load(delivery.scenario());
            } else {
                ingest(delivery);
            }
            acceptances(delivery.scenario()).note(delivery.acceptance(), servedSnapshot(delivery.scenario()));
            askEarly(delivery);
            server.mayRestart();
        }
    }

    private void ingest(Delivery delivery) {
        String producer = canRetryByKey(delivery) && dice.chance(50) ? "" : dice.one("web", "app");
        for (List<Row> rows : dice.batches(delivery.rows(), ROWS_PER_BATCH)) {
            long first =
                    producer.isEmpty() ? 0 : nextSequence(delivery.scenario().name() + producer, rows.size());
            for (int time = 0; time < (dice.chance(15) ? 2 : 1); time++) {
                server.ingest(
                        delivery.scenario().source().name(),
                        producer,
                        first,
                        Columns.stored(delivery.scenario(), rows));
            }
        }
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
    List<Answers> answers() {
        return repository.scenarios().stream().map(this::answers).toList();
    }

    private Answers answers(Scenario scenario) {
        AcceptanceTimes times = acceptances(scenario);
        List<List<Answer>> late = server.ask(
                        scenario, scenario.questions(), question -> times.of(question.acceptedBy()))
                .features();
        requireSameAsEarly(scenario, late);
        List<List<List<Answer>>> byView = new ArrayList<>();
        int feature = 0;
        for (Scenario.NamedView view : scenario.views()) {
            int end = feature + view.view().features().size();
            byView.add(late.subList(feature, end));
            feature = end;
        }
        return new Answers(byView);
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
