package dev.asof.online.lookup;

import dev.asof.online.state.entity.EntityRecord;
import dev.asof.online.state.entity.EventRowsBuilder;
import dev.asof.registry.compute.program.EventTree;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The questions of a request to one view, in one role. */
final class ViewQuestions {
    private final AskedLiveView asked;
    private final Questions questions;
    private final Timelines timelines;
    private final Map<Integer, EventTree> trees = new HashMap<>();
    private final List<FeatureValues> values;

    /**
     * @param entities the entities that are asked about
     * @param questions about them
     * @param values where the answers go, per feature of the program
     */
    ViewQuestions(AskedLiveView asked, EntityRecords entities, Questions questions, List<FeatureValues> values) {
        this.asked = asked;
        this.questions = questions;
        this.values = values;
        this.timelines = timelines(entities);
    }

    private Timelines timelines(EntityRecords entities) {
        FeatureProgram program = asked.program();
        EventRowsBuilder events = new EventRowsBuilder(asked.view().codec());
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
        return program.timelines(events.build(), entities.records().size());
    }

    /** Answers for all features of the program. */
    void answer() {
        FeatureProgram program = asked.program();
        asked.counts().add(timelines.expressionErrors(), program.features());
        Questions others = trees.isEmpty() ? questions : questions.about(entity -> !trees.containsKey(entity));
        timelines.answer(others, 0, others.size(), values);
        trees.forEach((entity, tree) -> {
            tree.answer(questions.about(each -> each == entity), values);
            asked.counts().add(tree.expressionErrors(), program.features());
        });
    }

    /** How long the answers to a question last, if nobody has to be told of failures at each lookup. */
    long lastUntil(int question) {
        return timelines.expressionErrors().total() > 0
                        || trees.containsKey(questions.entity()[question])
                ? Timelines.NOT_LASTING
                : timelines.lastsUntil(questions, question, values);
    }
}
