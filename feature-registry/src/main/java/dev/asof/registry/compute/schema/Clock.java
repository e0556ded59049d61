package dev.asof.registry.compute.schema;

/** Whose clocks the timestamps of a column are read from. */
public enum Clock {

    /** UTC's: they are instants. */
    UTC,

    /**
     * Those of a place that the column doesn't name: microseconds since 1970-01-01T00:00:00 as they showed it. So are the
     * timestamps that files hold without a time zone; the contract of a source makes instants of them.
     */
    LOCAL
}
