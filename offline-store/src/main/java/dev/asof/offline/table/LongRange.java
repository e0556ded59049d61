package dev.asof.offline.table;

/**
 * What is known of the values of a row group's column of the long lane without reading them.
 *
 * @param min no value is less
 * @param max no value is greater
 * @param nulls how many rows have none
 */
public record LongRange(long min, long max, long nulls) {}
