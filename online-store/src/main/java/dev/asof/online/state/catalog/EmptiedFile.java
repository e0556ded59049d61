package dev.asof.online.state.catalog;

/**
 * A file of ingested rows in the quarantine, all of whose rows were taken elsewhere: it is to be removed.
 *
 * @param source the number of the source
 * @param rowsSha256 the hash of the rows, by which the quarantine names the file
 */
public record EmptiedFile(int source, String rowsSha256) {}
