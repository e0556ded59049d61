package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.DATE;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.TIMESTAMP;

import dev.asof.registry.compute.expression.function.Parameter.Of;
import dev.asof.registry.compute.expression.function.Parameter.Written;
import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.TimeZoneRules;
import java.util.List;

/** Functions that cut, move and measure times in a named unit, in UTC or on the clocks of a zone. */
final class TimeUnitFunctions {
    private static final Written UNIT = units(List.of(TimeUnit.values()));
    private static final Written UNIT_OF_DATES = units(TimeUnit.ofDates());

    private TimeUnitFunctions() {}

    private static Written units(List<TimeUnit> units) {
        return Written.oneOf("unit", units.stream().map(TimeUnit::unitName).toList());
    }

    /** What a unit has to do with one row. */
    private interface UnitBody {
        void apply(TimeUnit unit, Cursor row);
    }

    /** What a unit has to do with one row on the clocks of a zone. */
    private interface LocalBody {
        void apply(TimeUnit unit, TimeZoneRules rules, Cursor row);
    }

    private static Body.Rule inZone(LocalBody body) {
        return literals -> {
            TimeUnit unit = TimeUnit.named(((Value.BytesValue) literals.getFirst()).text());
            return ZoneLiteral.withZone(literals, rules -> new Body.Computed(row -> body.apply(unit, rules, row)));
        };
    }

    private static Body.Rule inUnit(UnitBody body) {
        return literals -> {
            TimeUnit unit = TimeUnit.named(((Value.BytesValue) literals.getFirst()).text());
            return new Body.Computed(row -> body.apply(unit, row));
        };
    }

    static List<ScalarFunction> all() {
        return List.of(dateTrunc(), dateAdd(), dateDiff());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.TIME, description);
    }

    private static ScalarFunction dateTrunc() {
        FunctionBuilder builder = function(
                        "date_trunc",
                        "The start of the unit that the time lies in. A week starts on Monday. Dates take units of a day"
                                + " and above. In a zone, the last unit that has started on its clocks, as calendar windows have it.")
                .fails(TimeFunctions.BEYOND_CALENDAR + "; a start beyond the range of timestamp; " + ZoneLiteral.FAILS);
        return builder.takesWritten(
                        List.of(UNIT, new Of(TIMESTAMP)), TIMESTAMP, inUnit(TimeArithmetic::truncateTimestamp))
                .takesWritten(List.of(UNIT_OF_DATES, new Of(DATE)), DATE, inUnit(TimeArithmetic::truncateDate))
                .takesWritten(
                        List.of(UNIT, new Of(TIMESTAMP), ZoneLiteral.PARAMETER),
                        TIMESTAMP,
                        inZone(LocalSteps::truncate))
                .example("date_trunc('month', DATE '2020-02-29')", "DATE '2020-02-01'")
                .example("date_trunc('hour', TIMESTAMP '2020-01-01 13:45:10')", "TIMESTAMP '2020-01-01 13:00:00'")
                .example("date_trunc('week', DATE '2020-01-01')", "DATE '2019-12-30'")
                .example(
                        "date_trunc('day', TIMESTAMP '2020-07-01 23:30:00Z', 'Europe/Berlin')",
                        "TIMESTAMP '2020-07-01 22:00:00Z'")
                .build();
    }

    private static ScalarFunction dateAdd() {
        FunctionBuilder builder = function(
                        "date_add",
                        "The time moved by `n` units, back where `n` is negative. Months, quarters and years keep the day"
                                + " of the month, or take the month's last. Dates take units of a day and above. In a zone, such units move"
                                + " what its clocks show, as `from_local` reads it; shorter ones move the instant.")
                .fails("a result beyond the range of its type, or " + TimeFunctions.BEYOND_CALENDAR + "; "
                        + ZoneLiteral.FAILS);
        return builder.takesWritten(
                        List.of(UNIT, new Of(INT64), new Of(TIMESTAMP)),
                        TIMESTAMP,
                        inUnit(TimeArithmetic::addToTimestamp))
                .takesWritten(
                        List.of(UNIT_OF_DATES, new Of(INT64), new Of(DATE)), DATE, inUnit(TimeArithmetic::addToDate))
                .takesWritten(
                        List.of(UNIT, new Of(INT64), new Of(TIMESTAMP), ZoneLiteral.PARAMETER),
                        TIMESTAMP,
                        inZone(LocalSteps::add))
                .example("date_add('month', 1, DATE '2020-01-31')", "DATE '2020-02-29'")
                .example("date_add('hour', -1, TIMESTAMP '2020-01-01 00:00:00')", "TIMESTAMP '2019-12-31 23:00:00'")
                .build();
    }

    private static ScalarFunction dateDiff() {
        FunctionBuilder builder = function(
                        "date_diff",
                        "How many whole units it is from the first time to the second, without the rest, negative where the"
                                + " second is earlier. A month is whole when day and time of day are reached. Dates take"
                                + " units of a day and above. In a zone, such units count what its clocks show.")
                .fails(TimeFunctions.BEYOND_CALENDAR + "; timestamps further apart than int64 microseconds; "
                        + ZoneLiteral.FAILS);
        return builder.takesWritten(
                        List.of(UNIT, new Of(TIMESTAMP), new Of(TIMESTAMP)),
                        INT64,
                        inUnit(TimeArithmetic::betweenTimestamps))
                .takesWritten(
                        List.of(UNIT_OF_DATES, new Of(DATE), new Of(DATE)), INT64, inUnit(TimeArithmetic::betweenDates))
                .takesWritten(
                        List.of(UNIT, new Of(TIMESTAMP), new Of(TIMESTAMP), ZoneLiteral.PARAMETER),
                        INT64,
                        inZone(LocalSteps::between))
                .example("date_diff('day', DATE '2020-02-28', DATE '2020-03-01')", "2")
                .example("date_diff('hour', TIMESTAMP '2020-01-01 00:30:00', TIMESTAMP '2020-01-01 02:00:00')", "1")
                .example("date_diff('month', DATE '2020-01-31', DATE '2020-02-29')", "0")
                .example(
                        "date_diff('day', TIMESTAMP '2020-03-28 23:00:00Z', TIMESTAMP '2020-03-29 22:00:00Z', 'Europe/Berlin')",
                        "1")
                .build();
    }
}
