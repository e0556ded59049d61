package dev.asof.registry.compute.program;

import dev.asof.registry.compute.window.TimeRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which events stand for the question at hand: accepted by its time, known to it, and not replaced by another version.
 * One thread's working state.
 */
final class StandingEvents {
    private final Timelines timelines;
    private int entity;
    private long asOf;
    private long knownAt;
    private long acceptedBy;
    private boolean single;
    private boolean[] mask = {};
    private @Nullable TimeRule maskRule;
    private long latestKnown;

    StandingEvents(Timelines timelines) {
        this.timelines = timelines;
    }

    /** Turns to another question. */
    void ask(Questions questions, int question) {
        entity = questions.entity()[question];
        asOf = questions.asOf()[question];
        knownAt = questions.knownAt()[question];
        acceptedBy = questions.acceptedBy()[question];
        single = timelines.versions().areSingle(entity);
        maskRule = null;
    }

    /** Turns to a feature of the question; to be called before {@link #stands}. */
    void see(TimeRule rule) {
        latestKnown = rule.latestVisible(asOf);
        if (!single && !rule.equals(maskRule)) {
            maskRule = rule;
            fillMask();
        }
    }

    /** Whether the event, which is one of the entity asked about, stands. */
    boolean stands(int event) {
        return single ? isKnown(event) : mask[event - timelines.entityStart(entity)];
    }

    private void fillMask() {
        int start = timelines.entityStart(entity);
        int end = timelines.entityEnd(entity);
        if (mask.length < end - start) {
            mask = Arrays.copyOf(mask, Math.max(end - start, 2 * mask.length));
        }
        for (int event = start; event < end; event++) {
            mask[event - start] = isKnown(event);
        }
        timelines.versions().keepStanding(entity, start, mask);
    }

    private boolean isKnown(int event) {
        return timelines.acceptedAt(event) <= acceptedBy
                && (timelines.hasArrival()
                        ? timelines.arrival(event) <= knownAt
                        : timelines.eventTime(event) <= latestKnown);
    }
}
