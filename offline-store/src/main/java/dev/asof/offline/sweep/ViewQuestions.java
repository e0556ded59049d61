package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import java.util.Arrays;

/**
 * Questions to all features of one view, one a row; all arrays have one length and all times are microseconds since the
 * epoch. The arrays are shared, not copied.
 *
 * @param entities the entities asked about
 * @param entity per row the number of its entity
 * @param knownAt by when an event must have arrived
 * @param acceptedBy by when the server must have accepted it; {@link Questions#NO_BOUND} for all
 */
public record ViewQuestions(
        FeatureProgram program, EntityIndex entities, int[] entity, long[] asOf, long[] knownAt, long[] acceptedBy) {

    public ViewQuestions {
        if (asOf.length != entity.length || knownAt.length != entity.length || acceptedBy.length != entity.length) {
            throw new IllegalArgumentException("Questions of different lengths");
        }
    }

    /** The number of questions. */
    public int size() {
        return entity.length;
    }

    /** Whether these are the very questions of another view, about entities with the same numbers. */
    boolean asksTheSameAs(ViewQuestions other) {
        return entities.equals(other.entities)
                && Arrays.equals(entity, other.entity)
                && Arrays.equals(asOf, other.asOf)
                && Arrays.equals(knownAt, other.knownAt)
                && Arrays.equals(acceptedBy, other.acceptedBy);
    }

    /** Whether it matters when the server accepted an event. */
    boolean asksForAcceptance() {
        return Arrays.stream(acceptedBy).anyMatch(bound -> bound != Questions.NO_BOUND);
    }
}
