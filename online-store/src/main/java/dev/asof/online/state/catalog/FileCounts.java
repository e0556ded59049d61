package dev.asof.online.state.catalog;

/**
 * What the rows of a file are: rows = events + quarantined + dropped + leftForLater.
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
}
