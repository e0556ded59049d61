package dev.asof.registry.compute.program;

import dev.asof.registry.compute.window.TimeRule;
import java.util.Arrays;

/**
 * Which events stand for the question at hand: accepted by its time, known to it, and not replaced by another version.
 * One thread's working state.
 */
final class StandingEvents {
    private final Timelines timelines;
    private int entity;
    private long knownAt;
    private long acceptedBy;
    private long latestKnown;
    private boolean single;
    private boolean certain;

    /** Of each group of the entity the version that stands, where the group's turn is the present one. */
    private int[] standing = {};

    private long[] turns = {};
    private long turn;

    StandingEvents(Timelines timelines) {
        this.timelines = timelines;
    }

    /** Turns to a question as a feature with this time rule sees it. */
    void see(Questions questions, int question, TimeRule rule) {
        entity = questions.entity()[question];
        knownAt = questions.knownAt()[question];
        acceptedBy = questions.acceptedBy()[question];
        latestKnown = rule.latestVisible(questions.asOf()[question]);
        single = timelines.versions().areSingle(entity);
        certain = single && !timelines.hasArrival() && timelines.lastAcceptance(entity) <= acceptedBy;
        turn++;
    }

    /** Whether every event stands that is old enough. */
    boolean areCertain() {
        return certain;
    }

    /** Whether the event stands, which belongs to the entity asked about and is old enough. */
    boolean stands(int event) {
        return certain || (isKnown(event) && (single || isNotReplaced(event)));
    }

    private boolean isNotReplaced(int event) {
        int group = timelines.versions().group(event);
        return group == EventVersions.NO_GROUP || standing(group) == event;
    }

    private int standing(int group) {
        int index = group - timelines.versions().firstGroup(entity);
        if (index >= turns.length) {
            int count = timelines.versions().groupCount(entity);
            standing = Arrays.copyOf(standing, count);
            turns = Arrays.copyOf(turns, count);
        }
        if (turns[index] != turn) {
            turns[index] = turn;
            standing[index] = timelines.versions().standing(group, this::isKnown);
        }
        return standing[index];
    }

    private boolean isKnown(int event) {
        return knows(timelines.knowledge(event), timelines.acceptedAt(event));
    }

    /** Whether the question knows what was accepted at the one time, and known, arrival or event, at the other. */
    boolean knows(long knowledge, long acceptedAt) {
        return acceptedAt <= acceptedBy && knowledge <= (timelines.hasArrival() ? knownAt : latestKnown);
    }
}
