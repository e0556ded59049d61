package dev.asof.offline.guard;

import java.util.Set;

/**
 * What is looked for, and what becomes of it.
 *
 * @param labels the observations' columns that hold labels; if there are none, any that only passes through may be one
 */
public record LeakPolicy(Verdict verdict, Set<String> labels) {
    /** Warns; any column may be a label. */
    public static final LeakPolicy WARN = new LeakPolicy(Verdict.WARN, Set.of());

    public LeakPolicy {
        labels = Set.copyOf(labels);
    }

    /** What becomes of a suspicion. */
    public enum Verdict {
        /** It is told, and the training set is built. */
        WARN,
        /** It is an error. */
        REFUSE
    }
}
