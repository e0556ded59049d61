package dev.asof.benchmark.offline;

/**
 * What one turn took.
 *
 * @param seconds the time that passed
 * @param cpuSeconds the processor's time, of all threads
 * @param peakBytes the most memory that the process had resident; 0 where it wasn't a process of its own
 */
record Cost(double seconds, double cpuSeconds, long peakBytes) {}
