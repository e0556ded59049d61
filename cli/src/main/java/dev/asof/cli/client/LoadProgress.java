package dev.asof.cli.client;

/**
 * How far a load is.
 *
 * @param rowsTotal rows of the file; 0 if not known yet
 */
public record LoadProgress(String source, String file, long rowsRead, long rowsTotal, int filesDone, int filesTotal) {}
