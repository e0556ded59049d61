package dev.asof.registry.compute.zone;

/** Periods that follow each other on the clocks of a zone. Local times are microseconds since 1970-01-01T00:00:00. */
public interface LocalPeriods {

    /** The start of the period that a local time lies in. */
    long startOf(long localMicros);

    /** The start of the period after the one that starts so. */
    long next(long startMicros);
}
