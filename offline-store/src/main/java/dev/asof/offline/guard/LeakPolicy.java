package dev.asof.offline.guard;

import dev.asof.offline.observation.Observations;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * Requires that the labels are columns: one that isn't would leave all columns unsuspected.
     *
     * @throws AsofException {@code INVALID_OBSERVATIONS} with all that aren't
     */
    public void requireLabels(Observations observations) {
        List<String> columns = observations.schema().names();
        String missing = labels.stream()
                .filter(label -> !columns.contains(label))
                .sorted()
                .map(label -> "\n  the observations have no column '" + label + "', which --label names."
                        + NearestName.hint(columns, label))
                .collect(Collectors.joining());
        if (!missing.isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_OBSERVATIONS, "Cannot read observations " + observations.path() + ":" + missing);
        }
    }

    /** What becomes of a suspicion. */
    public enum Verdict {
        /** It is told, and the training set is built. */
        WARN,
        /** It is an error. */
        REFUSE
    }
}
