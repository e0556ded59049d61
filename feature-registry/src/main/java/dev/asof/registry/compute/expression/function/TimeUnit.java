package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.schema.Micros;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The units in which times are cut, moved and measured: of a fixed length, or of months. */
enum TimeUnit {
    YEAR(12, Measure.MONTHS),
    QUARTER(3, Measure.MONTHS),
    MONTH(1, Measure.MONTHS),
    WEEK(7, Measure.DAYS),
    DAY(1, Measure.DAYS),
    HOUR(Micros.PER_HOUR, Measure.MICROS),
    MINUTE(Micros.PER_MINUTE, Measure.MICROS),
    SECOND(Micros.PER_SECOND, Measure.MICROS);

    /** What a unit is a multiple of. */
    enum Measure {
        MONTHS,
        DAYS,
        MICROS
    }

    private final long count;
    private final Measure measure;

    TimeUnit(long count, Measure measure) {
        this.count = count;
        this.measure = measure;
    }

    /** How many of its measure this is. */
    long count() {
        return count;
    }

    Measure measure() {
        return measure;
    }

    /** As calls write it. */
    String unitName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The unit that calls write so. */
    static TimeUnit named(String unitName) {
        return valueOf(unitName.toUpperCase(Locale.ROOT));
    }

    /** The units that dates have: a day and above. */
    static List<TimeUnit> ofDates() {
        return Arrays.stream(values())
                .filter(unit -> unit.measure != Measure.MICROS)
                .toList();
    }
}
