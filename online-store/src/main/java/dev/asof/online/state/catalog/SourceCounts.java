package dev.asof.online.state.catalog;

/**
 * What was ingested into a source.
 *
 * @param accepted events that were accepted
 * @param quarantined events that violate the contract and are kept aside
 * @param dropped events that violate the contract and are not kept
 * @param refused events that violate the contract and were given back to the sender
 * @param archived accepted events that are in the archive's files
 * @param lastEventMicros the greatest event time of the accepted events, or {@link #NEVER}
 * @param lastAcceptedMicros the greatest acceptance, or {@link #NEVER}
 * @param archivedThroughMicros the greatest acceptance in the archive's files, or {@link #NEVER}
 * @param released quarantined rows that have left the quarantine, be it for another place in it
 */
public record SourceCounts(
        long accepted,
        long quarantined,
        long dropped,
        long refused,
        long archived,
        long lastEventMicros,
        long lastAcceptedMicros,
        long archivedThroughMicros,
        long released) {
    /** The time of what has not happened. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Nothing was ingested. */
    public static final SourceCounts NONE = new SourceCounts(0, 0, 0, 0, 0, NEVER, NEVER, NEVER, 0);

    /** These and accepted events, of which the latest happened and was accepted at these times. */
    public SourceCounts plusAccepted(long events, long eventMicros, long acceptedMicros) {
        return new SourceCounts(
                accepted + events,
                quarantined,
                dropped,
                refused,
                archived,
                Math.max(lastEventMicros, eventMicros),
                Math.max(lastAcceptedMicros, acceptedMicros),
                archivedThroughMicros,
                released);
    }

    public SourceCounts plusQuarantined(long events) {
        return new SourceCounts(
                accepted,
                quarantined + events,
                dropped,
                refused,
                archived,
                lastEventMicros,
                lastAcceptedMicros,
                archivedThroughMicros,
                released);
    }

    public SourceCounts plusDropped(long events) {
        return new SourceCounts(
                accepted,
                quarantined,
                dropped + events,
                refused,
                archived,
                lastEventMicros,
                lastAcceptedMicros,
                archivedThroughMicros,
                released);
    }

    public SourceCounts plusRefused(long events) {
        return new SourceCounts(
                accepted,
                quarantined,
                dropped,
                refused + events,
                archived,
                lastEventMicros,
                lastAcceptedMicros,
                archivedThroughMicros,
                released);
    }

    public SourceCounts plusArchived(long events, long throughMicros) {
        return new SourceCounts(
                accepted,
                quarantined,
                dropped,
                refused,
                archived + events,
                lastEventMicros,
                lastAcceptedMicros,
                Math.max(archivedThroughMicros, throughMicros),
                released);
    }

    /** These after rows have left the quarantine. */
    public SourceCounts plusReleased(long rows) {
        return new SourceCounts(
                accepted,
                quarantined,
                dropped,
                refused,
                archived,
                lastEventMicros,
                lastAcceptedMicros,
                archivedThroughMicros,
                released + rows);
    }

    /** These where so many ingested rows are in quarantine, as others have left it. */
    public SourceCounts withInQuarantine(long rows) {
        return plusReleased(inQuarantine() - rows);
    }

    /** How many ingested rows are in quarantine. */
    public long inQuarantine() {
        return quarantined - released;
    }
}
