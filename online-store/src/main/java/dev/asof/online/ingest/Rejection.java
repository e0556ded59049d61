package dev.asof.online.ingest;

import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import java.util.List;

/**
 * An event that was not accepted.
 *
 * @param index its row in the batch
 * @param sequence its sequence; 0 if the batch has none
 * @param onViolation what the source says to do with it
 * @param violations what is wrong with it, at least one
 */
public record Rejection(int index, long sequence, OnViolation onViolation, List<Violation> violations) {

    /** Whether the row is one of an erased entity: nothing is kept of it. */
    boolean isErased() {
        return violations.stream().anyMatch(violation -> violation.reason() == Violation.Reason.ERASED);
    }

    public Rejection {
        violations = List.copyOf(violations);
    }
}
