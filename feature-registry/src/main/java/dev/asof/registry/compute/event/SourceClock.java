package dev.asof.registry.compute.event;

import dev.asof.registry.compute.event.Coercion.Coerced;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * Makes instants of the times of a source that state no offset: timestamps without a time zone, dates, and text. They are
 * on the clocks of the source's zone, and UTC where it names none. Immutable and thread-safe.
 */
public final class SourceClock {
    /** That of a source without a zone. */
    static final SourceClock UTC = new SourceClock(OptionalLong::of);

    private final LongFunction<OptionalLong> instants;

    private SourceClock(LongFunction<OptionalLong> instants) {
        this.instants = instants;
    }

    /** Where the zone has other rules in this build than those that are asked for, its times have no instants. */
    public static SourceClock of(Optional<NamedZone> zone) {
        return zone.map(named -> new SourceClock(
                        named.isCurrent() ? named.currentRules()::findInstantOf : any -> OptionalLong.empty()))
                .orElse(UTC);
    }

    /** Whether times without an offset are UTC, in all the range of timestamps. */
    boolean isUtc() {
        return this == UTC;
    }

    /** The instant of a local time, both in microseconds; empty where it has none. */
    public OptionalLong instantOf(long localMicros) {
        return instants.apply(localMicros);
    }

    /** The instants of local times. */
    Coerced ofLocal(LongColumn local) {
        return isUtc()
                ? new Coerced(local, local, Coercion.outOfRange(local))
                : collected(local, row -> instants.apply(local.values()[row]));
    }

    /** The instants of text, of times with an offset and without. */
    Coerced ofText(BytesColumn text) {
        return collected(text, row -> Times.parseTimestamp(text.text(row), instants));
    }

    /** The local midnights of days. */
    Coerced ofDates(LongColumn days) {
        return collected(days, row -> {
            OptionalLong midnight = Times.timestamp(days.values()[row], 0);
            return midnight.isEmpty() ? midnight : instants.apply(midnight.getAsLong());
        });
    }

    /** The type as which text has to be read before its times become instants: itself, with texts in place of times. */
    static DataType withTexts(DataType type) {
        return switch (type) {
            case ScalarType scalar -> scalar == ScalarType.TIMESTAMP ? ScalarType.STRING : scalar;
            case DecimalType decimal -> decimal;
            case ListType list -> new ListType(withTexts(list.element()), list.length());
            case MapType map -> new MapType(withTexts(map.value()));
        };
    }

    private static Coerced collected(Column raw, IntFunction<OptionalLong> instantOfRow) {
        long[] values = new long[raw.size()];
        boolean[] nulls = new boolean[raw.size()];
        boolean[] failures = null;
        for (int row = 0; row < values.length; row++) {
            nulls[row] = raw.isNull(row);
            OptionalLong instant = nulls[row] ? OptionalLong.of(0) : instantOfRow.apply(row);
            values[row] = instant.orElse(0);
            if (instant.isEmpty()) {
                failures = failures == null ? new boolean[values.length] : failures;
                failures[row] = true;
            }
        }
        return new Coerced(raw, new LongColumn(ScalarType.TIMESTAMP, values, nulls), failures);
    }
}
