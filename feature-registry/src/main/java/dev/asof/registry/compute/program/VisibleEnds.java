package dev.asof.registry.compute.program;

import dev.asof.registry.compute.window.TimeRule;

/**
 * Where the events end that the questions about an entity see: found once for all features with the same time rule. One thread's working
 * state.
 */
final class VisibleEnds {
    private static final int NO_ENTITY = -1;

    private final TimeRule timeRule;
    private final Timelines timelines;
    private int entity = NO_ENTITY;
    private int[] ends = {};

    VisibleEnds(TimeRule timeRule, Timelines timelines) {
        this.timeRule = timeRule;
        this.timelines = timelines;
    }

    boolean areOf(TimeRule otherRule) {
        return timeRule.equals(otherRule);
    }

    /** Turns to the questions about the next entity, which come by time. */
    void turnTo(EntityQuestions questions) {
        if (questions.entity() == entity) {
            return;
        }
        entity = questions.entity();
        if (ends.length < questions.size()) {
            ends = new int[Math.max(questions.size(), 2 * ends.length)];
        }
        int seen = timelines.entityStart(entity);
        for (int i = 0; i < questions.size(); i++) {
            seen = timelines.endOf(entity, seen, timeRule.latestVisible(questions.asOf(i)));
            ends[i] = seen;
        }
    }

    /** The end of the events that the {@code i}th question sees. */
    int end(int i) {
        return ends[i];
    }
}
