package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** Answers questions about one feature, entity by entity. One thread's working state. */
abstract sealed class FeatureAnswer permits FeatureAnswer.OfLatest, WindowAnswer {
    final FeatureInput input;
    final Timelines timelines;
    final FeatureValues target;
    private final FeatureSpec spec;

    FeatureAnswer(FeatureSpec spec, FeatureInput input, Timelines timelines, FeatureValues target) {
        this.spec = spec;
        this.input = input;
        this.timelines = timelines;
        this.target = target;
    }

    static FeatureAnswer of(
            FeatureSpec spec, FeatureInput input, Timelines timelines, SharedWork shared, FeatureValues target) {
        return switch (spec) {
            case FeatureSpec.Latest latest -> new OfLatest(latest, input, timelines, target);
            case FeatureSpec.Aggregate aggregate ->
                new WindowAnswer<>(
                        aggregate,
                        aggregate.folded(),
                        input,
                        timelines,
                        shared.blocks(),
                        shared.bounds(aggregate.window(), aggregate.timeRule()),
                        target);
        };
    }

    /** Writes the values and their statuses for all questions about one entity. */
    abstract void answer(EntityQuestions questions, StandingEvents standing);

    /** Writes the default where one stands in for what was written. */
    final void conclude(int row) {
        conclude(spec, target, row);
    }

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

        OfLatest(FeatureSpec.Latest latest, FeatureInput input, Timelines timelines, FeatureValues target) {
            super(latest, input, timelines, target);
            this.latest = latest;
        }

        @Override
        void answer(EntityQuestions questions, StandingEvents standing) {
            for (int i = 0; i < questions.size(); i++) {
                standing.see(questions.all(), questions.question(i), latest.timeRule());
                answer(questions.entity(), questions.asOf(i), standing, questions.target(i));
                conclude(questions.target(i));
            }
        }

        private void answer(int entity, long asOf, StandingEvents standing, int row) {
            int event = timelines.endOf(entity, latest.timeRule().latestVisible(asOf)) - 1;
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
