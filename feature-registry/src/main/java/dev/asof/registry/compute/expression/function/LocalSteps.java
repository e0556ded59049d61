package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.function.TimeUnit.Measure;
import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.zone.LocalPeriods;
import dev.asof.registry.compute.zone.TimeZoneRules;
import java.util.OptionalLong;

/** Cuts, moves and measures instants in a {@link TimeUnit} on the clocks of a zone, for one row. */
final class LocalSteps {
    private LocalSteps() {}

    static void truncate(TimeUnit unit, TimeZoneRules rules, Cursor row) {
        long instant = row.longAt(0);
        if (TimeZoneRules.covers(instant)) {
            ZoneLiteral.setInstant(row, rules.firstInstantAt(rules.startOfPeriod(periods(unit), instant)));
        } else {
            row.fail();
        }
    }

    private static LocalPeriods periods(TimeUnit unit) {
        return new LocalPeriods() {
            @Override
            public long startOf(long localMicros) {
                return TimeArithmetic.truncated(unit, localMicros).orElseThrow();
            }

            @Override
            public long next(long startMicros) {
                return TimeArithmetic.moved(unit, 1, startMicros).orElseThrow();
            }
        };
    }

    /** Units of a day and above move what the clocks show, shorter ones the instant. */
    static void add(TimeUnit unit, TimeZoneRules rules, Cursor row) {
        long instant = row.longAt(1);
        if (!TimeZoneRules.covers(instant)) {
            row.fail();
            return;
        }
        boolean isShort = unit.measure() == Measure.MICROS;
        OptionalLong moved = TimeArithmetic.moved(unit, row.longAt(0), isShort ? instant : rules.localTime(instant));
        if (moved.isEmpty()) {
            row.fail();
        } else if (isShort) {
            ZoneLiteral.setInstant(row, moved.getAsLong());
        } else {
            ZoneLiteral.setLocal(row, rules, moved.getAsLong());
        }
    }

    /** Units of a day and above measure what the clocks show, shorter ones the time between the instants. */
    static void between(TimeUnit unit, TimeZoneRules rules, Cursor row) {
        long from = row.longAt(0);
        long to = row.longAt(1);
        if (!TimeZoneRules.covers(from) || !TimeZoneRules.covers(to)) {
            row.fail();
        } else if (unit.measure() == Measure.MICROS) {
            row.set(TimeArithmetic.between(unit, from, to));
        } else {
            row.set(TimeArithmetic.between(unit, rules.localTime(from), rules.localTime(to)));
        }
    }
}
