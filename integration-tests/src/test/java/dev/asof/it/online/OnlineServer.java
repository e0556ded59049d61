package dev.asof.it.online;

import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Source;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;
import java.util.function.ToLongFunction;

/** An online store as its clients see it, in this process or in another. */
public interface OnlineServer extends AutoCloseable {

    /**
     * Sends events until they are acknowledged.
     *
     * @param producer empty for none
     * @param firstSequence the number of the first event, 0 for none
     */
    void ingest(String source, String producer, long firstSequence, ColumnBatch events);

    /** Loads what the files of a scenario's sources have. */
    void load(Scenario scenario);

    /** Loads the files of a source as they are now from scratch. */
    void rebuild(Scenario scenario, Source source);

    /**
     * The same, while other things happen.
     *
     * @param meanwhile what happens, in its order; where nobody can tell when, before it
     */
    default void rebuild(Scenario scenario, Source source, List<Runnable> meanwhile) {
        meanwhile.forEach(Runnable::run);
        rebuild(scenario, source);
    }

    /** @param acceptedBy the bound of a question in the server's time */
    Reply ask(Scenario scenario, List<Question> questions, ToLongFunction<Question> acceptedBy);

    /** Now and then lets the server end and begin again. */
    void mayRestart();

    @Override
    void close();

    /**
     * The answers to questions.
     *
     * @param acceptedBy per question the bound that the server used
     * @param features per feature of the scenario's service, one answer a question
     */
    record Reply(long[] acceptedBy, List<List<Answer>> features) {}
}
