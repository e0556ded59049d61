package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.DATE;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.TIMESTAMP;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.Micros;
import java.util.List;

/** Times as counts since 1970-01-01 00:00:00 UTC, and back. */
final class EpochFunctions {
    private static final String BEYOND_TIMESTAMP = "a time beyond the range of timestamp";

    private EpochFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                toCount("epoch_seconds", "Whole seconds since 1970-01-01 UTC, rounded down.", Micros.PER_SECOND)
                        .example("epoch_seconds(TIMESTAMP '1969-12-31 23:59:59.5')", "-1")
                        .build(),
                toCount("epoch_millis", "Whole milliseconds since 1970-01-01 UTC, rounded down.", Micros.PER_MILLI)
                        .example("epoch_millis(TIMESTAMP '1970-01-01 00:00:01.2345')", "1234")
                        .build(),
                toCount("epoch_micros", "Microseconds since 1970-01-01 UTC.", 1)
                        .example("epoch_micros(TIMESTAMP '1970-01-01 00:00:01')", "1000000")
                        .build(),
                function("epoch_days", "Days since 1970-01-01.")
                        .takes(List.of(DATE), INT64, row -> row.set(row.longAt(0)))
                        .example("epoch_days(DATE '1970-02-01')", "31")
                        .build(),
                fromCount("from_epoch_seconds", "seconds", Micros.PER_SECOND)
                        .example("from_epoch_seconds(1577836800)", "TIMESTAMP '2020-01-01 00:00:00'")
                        .build(),
                fromCount("from_epoch_millis", "milliseconds", Micros.PER_MILLI)
                        .example("from_epoch_millis(-1)", "TIMESTAMP '1969-12-31 23:59:59.999'")
                        .build(),
                fromCount("from_epoch_micros", "microseconds", 1)
                        .example("from_epoch_micros(1)", "TIMESTAMP '1970-01-01 00:00:00.000001'")
                        .build(),
                function("from_epoch_days", "The date so many days after 1970-01-01.")
                        .fails(TimeFunctions.BEYOND_CALENDAR)
                        .takes(List.of(INT64), DATE, EpochFunctions::fromDays)
                        .example("from_epoch_days(18262)", "DATE '2020-01-01'")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.TIME, description);
    }

    private static FunctionBuilder toCount(String name, String description, long micros) {
        return function(name, description)
                .takes(List.of(TIMESTAMP), INT64, row -> row.set(Math.floorDiv(row.longAt(0), micros)));
    }

    private static FunctionBuilder fromCount(String name, String unit, long micros) {
        return function(name, "The timestamp so many " + unit + " after 1970-01-01 00:00:00 UTC.")
                .fails(BEYOND_TIMESTAMP)
                .takes(List.of(INT64), TIMESTAMP, row -> setProduct(row, row.longAt(0), micros));
    }

    /** Sets {@code a * b}, or fails where it does not fit. */
    private static void setProduct(Cursor row, long a, long b) {
        long product = a * b;
        if (Math.multiplyHigh(a, b) == product >> (Long.SIZE - 1)) {
            row.set(product);
        } else {
            row.fail();
        }
    }

    private static void fromDays(Cursor row) {
        if (Times.isDay(row.longAt(0))) {
            row.set(row.longAt(0));
        } else {
            row.fail();
        }
    }
}
