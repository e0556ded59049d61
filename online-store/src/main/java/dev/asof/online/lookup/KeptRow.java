package dev.asof.online.lookup;

import dev.asof.registry.compute.value.FeatureValues;

/**
 * The kept answers to one row.
 *
 * @param positions per feature of the selection where it stands among the answers
 */
public record KeptRow(PackedAnswers answers, int[] positions) {

    /** Whether every value is {@code PRESENT}. */
    public boolean areAllPresent() {
        return answers.areAllPresent();
    }

    /** The value of a feature of the selection that is no run of bytes, as {@link FeatureValues#bitsAt} gives it. */
    public long bitsAt(int feature) {
        return answers.bitsAt(positions[feature]);
    }
}
