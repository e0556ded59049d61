package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.ArrayList;
import java.util.List;

/** Answers questions about a feature, or about several that are told from one state, entity by entity. One thread's working state. */
abstract sealed class FeatureAnswer permits FeatureAnswer.OfLatest, WindowAnswer {
    final FeatureInput input;
    final Timelines timelines;

    FeatureAnswer(FeatureInput input, Timelines timelines) {
        this.input = input;
        this.timelines = timelines;
    }

    /**
     * The answers to all features of a program.
     *
     * @param targets per feature where its answers go
     */
    static List<FeatureAnswer> of(
            FeatureProgram program, Timelines timelines, SharedWork shared, List<FeatureValues> targets) {
        List<FeatureAnswer> answers = new ArrayList<>();
        WindowAnswer<?>[] windows = new WindowAnswer<?>[targets.size()];
        for (int i = 0; i < windows.length; i++) {
            FeatureInput input = timelines.input(i);
            int first = program.firstOfState(i);
            boolean isShared = first < i;
            switch (program.features().get(i)) {
                case FeatureSpec.Latest latest ->
                    answers.add(new OfLatest(latest, input, timelines, shared.ends(latest.timeRule()), targets.get(i)));
                case FeatureSpec.Aggregate aggregate when isShared -> windows[first].add(aggregate, targets.get(i));
                case FeatureSpec.Aggregate aggregate -> {
                    windows[i] = new WindowAnswer<>(aggregate, aggregate.folded(), input, timelines, shared);
                    windows[i].add(aggregate, targets.get(i));
                    answers.add(windows[i]);
                }
            }
        }
        return answers;
    }

    /** Writes the values and their statuses for all questions about one entity. */
    abstract void answer(EntityQuestions questions, StandingEvents standing);

    /** Writes the default where one stands in for what was written. */
    private static void conclude(FeatureSpec spec, FeatureValues target, int row) {
        if (spec.defaultValue().isPresent() && target.status(row).yieldsToDefault()) {
            target.setDefault(row, spec.defaultValue().get());
        }
    }

    /** Writes what a function says of the visible events, or that there is none, and the default where one stands in. */
    static <S> void finish(
            FeatureSpec spec,
            AggregateFunction<S> function,
            S state,
            long events,
            long asOf,
            FeatureValues target,
            int row) {
        if (events == 0 && !function.presentWhenEmpty()) {
            target.setAbsent(row, ValueStatus.NOT_FOUND);
        } else {
            function.finish(state, asOf, target, row);
        }
        conclude(spec, target, row);
    }

    static final class OfLatest extends FeatureAnswer {
        private final FeatureSpec.Latest latest;
        private final VisibleEnds ends;
        private final FeatureValues target;

        OfLatest(
                FeatureSpec.Latest latest,
                FeatureInput input,
                Timelines timelines,
                VisibleEnds ends,
                FeatureValues target) {
            super(input, timelines);
            this.latest = latest;
            this.ends = ends;
            this.target = target;
        }

        @Override
        void answer(EntityQuestions questions, StandingEvents standing) {
            ends.turnTo(questions);
            for (int i = 0; i < questions.size(); i++) {
                standing.see(questions.all(), questions.question(i), latest.timeRule());
                answer(questions.entity(), ends.end(i), questions.asOf(i), standing, questions.target(i));
                conclude(latest, target, questions.target(i));
            }
        }

        private void answer(int entity, int end, long asOf, StandingEvents standing, int row) {
            int event = end - 1;
            int start = timelines.entityStart(entity);
            while (event >= start && !(input.passes(event) && standing.stands(event))) {
                event--;
            }
            if (event < start) {
                target.setAbsent(row, ValueStatus.NOT_FOUND);
                return;
            }
            target.setEventTimeMicros(row, timelines.eventTime(event));
            if (latest.isExpired(timelines.eventTime(event), asOf)) {
                target.setAbsent(row, ValueStatus.EXPIRED);
            } else {
                target.setFrom(row, input.values().first(), event);
            }
        }
    }
}
