package dev.asof.it.parity;

import dev.asof.it.generate.Scenario;
import java.util.List;

/** One way through the system, from rows and questions to answers. */
interface Way extends AutoCloseable {

    /** What messages call it. */
    String name();

    /** The answers to the questions of each scenario. */
    List<Answers> answer(List<Scenario> scenarios);

    @Override
    default void close() {}
}
