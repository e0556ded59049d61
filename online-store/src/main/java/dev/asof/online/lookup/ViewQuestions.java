package dev.asof.online.lookup;

import dev.asof.online.state.EventRowsBuilder;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.List;

/** The questions of a request to one view, in one role. */
final class ViewQuestions {
    private final AskedLiveView asked;

    ViewQuestions(AskedLiveView asked) {
        this.asked = asked;
    }

    /**
     * Answers for all features of the program, in their order.
     *
     * @param entities the entities that are asked about
     * @param counts takes the failures of expressions
     */
    List<FeatureValues> answer(EntityRecords entities, QuestionTimes times, ViewCounts counts) {
        FeatureProgram program = asked.program();
        int rows = entities.entity().length;
        EventRowsBuilder events = new EventRowsBuilder(asked.view().codec());
        for (int i = 0; i < entities.records().size(); i++) {
            entities.records().get(i).addTo(asked.view().stored(), i, events);
        }
        Timelines timelines =
                program.timelines(events.build(), entities.records().size());
        List<FeatureValues> values = new ArrayList<>(program.features().size());
        for (FeatureSpec feature : program.features()) {
            values.add(new FeatureValues(feature.type(), rows));
        }
        counts.addExpressionErrors(timelines.expressionErrors().total());
        timelines.answer(questions(entities, times), 0, rows, values);
        return values;
    }

    private static Questions questions(EntityRecords entities, QuestionTimes times) {
        int[] targets = new int[entities.entity().length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = row;
        }
        return new Questions(entities.entity(), times.asOf(), times.knownAt(), times.acceptedBy(), targets);
    }
}
