package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers questions about an aggregate, or several that are told from one state. The windows of an entity's questions, which come by time, are found first; then the
 * cheapest way is taken that there is, and all ways give the same bits: each window by itself, one window that slides over
 * the events, or blocks of events whose partial states all windows share. So the work is linear in events and questions,
 * but for a logarithm where blocks are merged.
 *
 * @param <S> the partial state
 */
final class WindowAnswer<S> extends FeatureAnswer {
    /** Up to how many events more than there are in reach windows are summed up by themselves. */
    private static final int FEW = 64;

    /** The features that are told from one state. */
    private final List<Asked<S>> asked = new ArrayList<>();

    private final FeatureSpec.Aggregate aggregate;
    private final AggregateFunction<S> function;
    private final EventBlocks blocks;
    private final BlockStates<S> blockStates;
    private final S state;
    private final WindowBounds bounds;

    /**
     * A feature and where its answers go.
     *
     * @param function which tells it from the state
     */
    private record Asked<S>(FeatureSpec.Aggregate feature, AggregateFunction<S> function, FeatureValues target) {}

    /** @param aggregate whose window and time rule all features have */
    WindowAnswer(
            FeatureSpec.Aggregate aggregate,
            AggregateFunction<S> function,
            FeatureInput input,
            Timelines timelines,
            SharedWork shared) {
        super(input, timelines);
        this.aggregate = aggregate;
        this.function = function;
        this.blocks = shared.blocks();
        this.bounds = shared.bounds(aggregate.window(), aggregate.timeRule());
        this.blockStates = new BlockStates<>(function, input, blocks);
        this.state = function.create();
    }

    /** Answers another feature, too, which has the state of this one: see {@link SharedStates}. */
    @SuppressWarnings("unchecked")
    void add(FeatureSpec.Aggregate feature, FeatureValues target) {
        asked.add(new Asked<>(feature, (AggregateFunction<S>) feature.folded(), target));
    }

    @Override
    void answer(EntityQuestions questions, StandingEvents standing) {
        bounds.turnTo(questions);
        int reach = bounds.end(questions.size() - 1) - bounds.first(0);
        if (bounds.total() <= 2L * reach + FEW) {
            answerEach(questions, standing);
        } else if (canSlide(questions, standing)) {
            slide(questions);
        } else {
            answerByBlocks(questions, standing);
        }
    }

    private void answerEach(EntityQuestions questions, StandingEvents standing) {
        for (int i = 0; i < questions.size(); i++) {
            see(questions, i, standing);
            function.clear(state);
            finish(questions, i, takeIn(bounds.first(i), bounds.end(i), standing));
        }
    }

    private int takeIn(int from, int to, StandingEvents standing) {
        if (standing.areCertain()) {
            return takeIn(from, to);
        }
        int count = 0;
        for (int event = from; event < to; event++) {
            if (input.passes(event) && standing.stands(event)) {
                function.update(state, input.values(), event);
                count++;
            }
        }
        return count;
    }

    private void answerByBlocks(EntityQuestions questions, StandingEvents standing) {
        blocks.build();
        blockStates.clear();
        for (int i = 0; i < questions.size(); i++) {
            see(questions, i, standing);
            function.clear(state);
            finish(questions, i, blockStates.fold(state, bounds.first(i), bounds.end(i), standing));
        }
    }

    /** Whether all events stand for all questions, and those that a window leaves behind can be taken back. */
    private boolean canSlide(EntityQuestions questions, StandingEvents standing) {
        boolean onlyGrows = bounds.first(questions.size() - 1) == bounds.first(0);
        if (!onlyGrows && !(function instanceof InvertibleFunction<S>)) {
            return false;
        }
        for (int i = 0; i < questions.size(); i++) {
            see(questions, i, standing);
            if (!standing.areCertain()) {
                return false;
            }
        }
        return true;
    }

    private void slide(EntityQuestions questions) {
        function.clear(state);
        int from = bounds.first(0);
        int to = from;
        int count = 0;
        for (int i = 0; i < questions.size(); i++) {
            if (bounds.first(i) >= to) {
                function.clear(state);
                count = 0;
                from = bounds.first(i);
                to = from;
            }
            count += takeIn(to, bounds.end(i)) - takeBack(from, bounds.first(i));
            from = Math.max(from, bounds.first(i));
            to = Math.max(to, bounds.end(i));
            finish(questions, i, count);
        }
    }

    private int takeIn(int from, int to) {
        if (input.allPass()) {
            function.updateAll(state, input.values(), from, to);
            return Math.max(0, to - from);
        }
        int count = 0;
        for (int event = from; event < to; event++) {
            if (input.passes(event)) {
                function.update(state, input.values(), event);
                count++;
            }
        }
        return count;
    }

    private int takeBack(int from, int to) {
        if (from >= to) {
            return 0;
        }
        if (input.allPass()) {
            ((InvertibleFunction<S>) function).retractAll(state, input.values(), from, to);
            return to - from;
        }
        int count = 0;
        for (int event = from; event < to; event++) {
            if (input.passes(event)) {
                ((InvertibleFunction<S>) function).retract(state, input.values(), event);
                count++;
            }
        }
        return count;
    }

    private void see(EntityQuestions questions, int i, StandingEvents standing) {
        standing.see(questions.all(), questions.question(i), aggregate.timeRule());
    }

    private void finish(EntityQuestions questions, int i, int count) {
        for (Asked<S> each : asked) {
            finish(each.feature, each.function, state, count, questions.asOf(i), each.target, questions.target(i));
        }
    }
}
