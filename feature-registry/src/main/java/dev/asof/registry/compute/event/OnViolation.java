package dev.asof.registry.compute.event;

/** What becomes of a row that violates its source's contract. Such a row is never an event, and always counted. */
public enum OnViolation {
    /** The whole read or the row's ingest is refused. */
    FAIL,
    /** The row is kept aside with the reason. */
    QUARANTINE,
    /** The row is counted and forgotten. */
    DROP
}
