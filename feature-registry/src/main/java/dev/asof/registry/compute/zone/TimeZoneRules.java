package dev.asof.registry.compute.zone;

import dev.asof.registry.compute.schema.Micros;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What the clocks of one time zone show: offsets from UTC, each from one instant to the next. Local times are microseconds
 * since 1970-01-01T00:00:00 on the zone's clocks; instants are microseconds since the epoch. Immutable and thread-safe.
 */
public final class TimeZoneRules {
    /** More than any clock was ever away from UTC. */
    private static final long FURTHEST_MICROS = 26 * Micros.PER_HOUR;

    private static final long BEYOND_ANY_OFFSET_MICROS = 2 * FURTHEST_MICROS;

    /** 0001-01-01T00:00:00Z. */
    public static final long FIRST_MICROS = -62_135_596_800_000_000L;

    /** 9999-12-31T23:59:59.999999Z. */
    public static final long LAST_MICROS = 253_402_300_799_999_999L;

    private final long[] starts;
    private final long[] offsets;

    /**
     * @param starts from when each offset holds, ascending; the first from the beginning of time
     * @param offsets local time minus UTC, in microseconds
     */
    TimeZoneRules(long[] starts, long[] offsets) {
        this.starts = starts;
        this.offsets = offsets;
    }

    /** What the clocks show at an instant. */
    public long localTime(long instantMicros) {
        return instantMicros + offsets[pieceOf(instantMicros)];
    }

    /**
     * The instant of a local time: the earlier one where the clocks show it twice, and where they skip it, as much later as
     * they skip.
     */
    public long instantOf(long localMicros) {
        int piece = pieceOf(localMicros - FURTHEST_MICROS);
        while (localMicros - offsets[piece] >= end(piece)) {
            piece++;
        }
        boolean isSkipped = localMicros - offsets[piece] < starts[piece];
        return localMicros - offsets[isSkipped ? piece - 1 : piece];
    }

    /** As {@link #instantOf}; empty where the instant is not {@link #covers covered}. */
    public OptionalLong findInstantOf(long localMicros) {
        long within = Math.clamp(
                localMicros, FIRST_MICROS - BEYOND_ANY_OFFSET_MICROS, LAST_MICROS + BEYOND_ANY_OFFSET_MICROS);
        long instant = instantOf(within);
        return covers(instant) ? OptionalLong.of(instant) : OptionalLong.empty();
    }

    /** The first instant at which the clocks show a local time or a later one. */
    public long firstInstantAt(long localMicros) {
        int piece = pieceOf(localMicros - FURTHEST_MICROS);
        while (localMicros - offsets[piece] >= end(piece)) {
            piece++;
        }
        return Math.max(starts[piece], localMicros - offsets[piece]);
    }

    /**
     * The local start of the period that an instant lies in: of those that have started by then the last. Where the clocks
     * are turned back over a start, the later period has begun.
     */
    public long startOfPeriod(LocalPeriods periods, long instantMicros) {
        long start = periods.startOf(localTime(instantMicros));
        long next = periods.next(start);
        while (firstInstantAt(next) <= instantMicros) {
            start = next;
            next = periods.next(start);
        }
        return start;
    }

    /** Whether an instant is of the years 0001 to 9999, in which the rules are those of the database. */
    public static boolean covers(long instantMicros) {
        return FIRST_MICROS <= instantMicros && instantMicros <= LAST_MICROS;
    }

    private long end(int piece) {
        return piece + 1 < starts.length ? starts[piece + 1] : Long.MAX_VALUE;
    }

    private int pieceOf(long instantMicros) {
        int found = Arrays.binarySearch(starts, instantMicros);
        return found >= 0 ? found : -found - 2;
    }
}
