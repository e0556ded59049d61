package dev.asof.registry.compute.program;

import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;

/**
 * Where the windows of an entity's questions start and end among its events: found once for all features with the same
 * window and time rule. One thread's working state.
 */
final class WindowBounds {
    private static final int NO_ENTITY = -1;

    private final Window window;
    private final TimeRule timeRule;
    private final Timelines timelines;
    private final VisibleEnds visible;
    private int entity = NO_ENTITY;
    private int[] firsts = {};
    private int[] ends = {};
    private long total;

    /** @param visible where the events end that the rule lets be seen */
    WindowBounds(Window window, TimeRule timeRule, Timelines timelines, VisibleEnds visible) {
        this.window = window;
        this.timeRule = timeRule;
        this.timelines = timelines;
        this.visible = visible;
    }

    boolean areOf(Window otherWindow, TimeRule otherRule) {
        return window.equals(otherWindow) && timeRule.equals(otherRule);
    }

    /** Turns to the questions about the next entity. */
    void turnTo(EntityQuestions questions) {
        if (questions.entity() == entity) {
            return;
        }
        entity = questions.entity();
        reserve(questions.size());
        total = 0;
        visible.turnTo(questions);
        int first = timelines.entityStart(entity);
        for (int i = 0; i < questions.size(); i++) {
            long asOf = questions.asOf(i);
            ends[i] = end(i, asOf);
            first = timelines.firstAtOrAfter(Math.min(first, ends[i]), ends[i], window.earliest(timeRule, asOf));
            firsts[i] = first;
            total += ends[i] - first;
        }
    }

    /** Mostly windows end with what can be seen. */
    private int end(int i, long asOf) {
        long latest = window.latest(timeRule, asOf);
        return latest == timeRule.latestVisible(asOf) ? visible.end(i) : timelines.endOf(entity, latest);
    }

    private void reserve(int size) {
        if (firsts.length < size) {
            firsts = new int[Math.max(size, 2 * firsts.length)];
            ends = new int[firsts.length];
        }
    }

    /** The first event in the {@code i}th question's window. */
    int first(int i) {
        return firsts[i];
    }

    /** The end of the events in the {@code i}th question's window. */
    int end(int i) {
        return ends[i];
    }

    /** How many events there are in all windows together. */
    long total() {
        return total;
    }
}
