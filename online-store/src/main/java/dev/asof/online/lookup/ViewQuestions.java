package dev.asof.online.lookup;

import dev.asof.online.state.EntityRecord;
import dev.asof.online.state.EventRowsBuilder;
import dev.asof.registry.compute.program.EventTree;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        EventRowsBuilder events = new EventRowsBuilder(asked.view().codec());
        Map<Integer, EventTree> trees = new HashMap<>();
        for (int i = 0; i < entities.records().size(); i++) {
            EntityRecord record = entities.records().get(i);
            if (record.isInBlocks(asked.view().stored())) {
                trees.put(
                        i,
                        record.tree(asked.view().stored(), program, asked.view().codec()));
            } else {
                record.addTo(asked.view().stored(), i, events);
            }
        }
        Timelines timelines =
                program.timelines(events.build(), entities.records().size());
        List<FeatureValues> values = new ArrayList<>(program.features().size());
        for (FeatureSpec feature : program.features()) {
            values.add(new FeatureValues(feature.type(), entities.entity().length));
        }
        counts.addExpressionErrors(timelines.expressionErrors().total());
        Questions questions = questions(entities, times);
        Questions others = trees.isEmpty() ? questions : questions.about(entity -> !trees.containsKey(entity));
        timelines.answer(others, 0, others.size(), values);
        trees.forEach((entity, tree) -> tree.answer(questions.about(each -> each == entity), values));
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
