package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** Answers questions about one feature. */
abstract sealed class FeatureAnswer {
    final FeatureInput input;
    final Timelines timelines;
    final FeatureValues target;
    private final FeatureSpec spec;

    private FeatureAnswer(FeatureSpec spec, FeatureInput input, Timelines timelines, FeatureValues target) {
        this.spec = spec;
        this.input = input;
        this.timelines = timelines;
        this.target = target;
    }

    static FeatureAnswer of(FeatureSpec spec, FeatureInput input, Timelines timelines, FeatureValues target) {
        return switch (spec) {
            case FeatureSpec.Latest latest -> new OfLatest(latest, input, timelines, target);
            case FeatureSpec.Aggregate aggregate ->
                new OfAggregate<>(aggregate, aggregate.folded(), input, timelines, target);
        };
    }

    /** Writes the value and its status, a default where one stands in. */
    final void answer(Questions questions, int question, StandingEvents standing) {
        standing.see(spec.timeRule());
        int row = questions.target()[question];
        answer(questions.entity()[question], questions.asOf()[question], standing, row);
        if (spec.defaultValue().isPresent() && target.status(row).yieldsToDefault()) {
            target.setDefault(row, spec.defaultValue().get());
        }
    }

    abstract void answer(int entity, long asOf, StandingEvents standing, int row);

    private static final class OfLatest extends FeatureAnswer {
        private final FeatureSpec.Latest latest;

        OfLatest(FeatureSpec.Latest latest, FeatureInput input, Timelines timelines, FeatureValues target) {
            super(latest, input, timelines, target);
            this.latest = latest;
        }

        @Override
        void answer(int entity, long asOf, StandingEvents standing, int row) {
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
            if (isExpired(asOf, timelines.eventTime(event))) {
                target.setAbsent(row, ValueStatus.EXPIRED);
            } else {
                target.setFrom(row, input.values().first(), event);
            }
        }

        private boolean isExpired(long asOf, long eventTime) {
            return latest.maxAgeMicros().isPresent()
                    && eventTime
                            < latest.timeRule()
                                    .earliestWithin(latest.maxAgeMicros().getAsLong(), asOf);
        }
    }

    private static final class OfAggregate<S> extends FeatureAnswer {
        private final FeatureSpec.Aggregate aggregate;
        private final AggregateFunction<S> function;

        OfAggregate(
                FeatureSpec.Aggregate aggregate,
                AggregateFunction<S> function,
                FeatureInput input,
                Timelines timelines,
                FeatureValues target) {
            super(aggregate, input, timelines, target);
            this.aggregate = aggregate;
            this.function = function;
        }

        @Override
        void answer(int entity, long asOf, StandingEvents standing, int row) {
            int end = timelines.endOf(entity, aggregate.timeRule().latestVisible(asOf));
            long earliest = aggregate.window().earliest(aggregate.timeRule(), asOf);
            int first = timelines.firstAtOrAfter(timelines.entityStart(entity), end, earliest);
            S state = function.create();
            boolean isEmpty = true;
            for (int event = first; event < end; event++) {
                if (input.passes(event) && standing.stands(event)) {
                    function.update(state, input.values(), event);
                    isEmpty = false;
                }
            }
            if (isEmpty && !function.presentWhenEmpty()) {
                target.setAbsent(row, ValueStatus.NOT_FOUND);
            } else {
                function.finish(state, asOf, target, row);
            }
        }
    }
}
