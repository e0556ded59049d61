package dev.asof.online.state.catalog;

/**
 * What the rows of a file are. Those that are none of what is counted here are of erased entities.
 *
 * @param rows all rows
 * @param events rows that are events and are loaded
 * @param quarantined rows that violate the contract and are kept aside
 * @param dropped rows that violate the contract and are not kept
 * @param leftForLater rows after the load's end
 * @param lastEventMicros the greatest time of the loaded events; {@link SourceCounts#NEVER} if there are none
 */
public record FileCounts(
        long rows, long events, long quarantined, long dropped, long leftForLater, long lastEventMicros) {
    /** A file of which nothing was read yet. */
    public static final FileCounts NONE = new FileCounts(0, 0, 0, 0, 0, SourceCounts.NEVER);

    /** Rows that are events of nobody but erased entities, whatever else is wrong with them: nothing of them is loaded. */
    public long erased() {
        return rows - events - quarantined - dropped - leftForLater;
    }
}
