package dev.asof.online.state.catalog;

/**
 * The loading of one file's events into one view. They become visible together, when the pass is committed.
 *
 * @param id the number that the rows carry
 * @param view the number of the view
 * @param source the number of the source that the file is of
 * @param sha256 the hash of the file's content, in lower-case hexadecimal digits
 * @param afterMicros only events after this are loaded; {@link #FROM_THE_START} for all
 * @param untilMicros only events until this are loaded, inclusive; {@link #TO_THE_END} for all
 * @param acceptedAtMicros when it was committed; {@link Origin#NOT_YET} before
 */
public record LoadPass(
        int id, int view, int source, String sha256, long afterMicros, long untilMicros, long acceptedAtMicros) {
    /** No event is earlier. */
    public static final long FROM_THE_START = Long.MIN_VALUE;

    /** No event is later. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    public boolean isCommitted() {
        return acceptedAtMicros != Origin.NOT_YET;
    }

    /** Whether an event of this time is of this pass. */
    public boolean takes(long eventTimeMicros) {
        return (afterMicros == FROM_THE_START || eventTimeMicros > afterMicros) && eventTimeMicros <= untilMicros;
    }

    public LoadPass committed(long micros) {
        return new LoadPass(id, view, source, sha256, afterMicros, untilMicros, micros);
    }
}
