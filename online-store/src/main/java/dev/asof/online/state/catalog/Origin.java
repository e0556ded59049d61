package dev.asof.online.state.catalog;

/**
 * Where a stored event comes from, and so when the server accepted it, and whether it is another one.
 *
 * <p>Of events with a whole unique key that are alike in all that the view keeps, one counts, with the earliest
 * acceptance. All other events are told apart by their origin: storing one again changes nothing.
 */
public sealed interface Origin {
    /** The acceptance of a row whose pass is not committed: no question meets it. */
    long NOT_YET = Long.MAX_VALUE;

    /** The event was ingested, and stamped with this time, at least 0; no other event of a source has it. */
    record Stamped(long micros) implements Origin {
        public Stamped {
            if (micros < 0) {
                throw new IllegalArgumentException("An acceptance of " + micros + " us is before 1970");
            }
        }
    }

    /** The row has a whole unique key and was loaded from a file; the pass knows the time, once it is committed. */
    record OfPass(int pass) implements Origin {}

    /** The row has no whole unique key, and was loaded from a file in which it has this position, from 0. */
    record RowOfPass(int pass, long row) implements Origin {}
}
