package dev.asof.it.way;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.Scenario;
import java.util.List;

/** One way through the system, or several, from rows and questions to answers. */
@FunctionalInterface
public interface Way {

    /** What each path says to the questions of all scenarios. */
    List<Told> tell(List<Scenario> scenarios);

    /**
     * What one path says.
     *
     * @param path what messages call it
     * @param answers one for each scenario
     */
    record Told(String path, List<Answers> answers) {
        public Told {
            answers = List.copyOf(answers);
        }
    }
}
