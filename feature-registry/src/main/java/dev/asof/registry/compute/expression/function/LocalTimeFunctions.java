package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.DATE;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.TIMESTAMP;

import dev.asof.registry.compute.expression.function.Parameter.Of;
import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.zone.TimeZoneRules;
import java.util.List;
import java.util.OptionalLong;

/** Functions between instants and what the clocks of a zone show, and from the parts of a time to the time. */
final class LocalTimeFunctions {
    private LocalTimeFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                function("local_date", "The day that the clocks of a zone show.")
                        .fails(ZoneLiteral.FAILS)
                        .takesWritten(
                                List.of(new Of(TIMESTAMP), ZoneLiteral.PARAMETER),
                                DATE,
                                ZoneLiteral.body(rules -> row -> localDate(row, rules)))
                        .example("local_date(TIMESTAMP '2020-06-30 23:30:00Z', 'Europe/Berlin')", "DATE '2020-07-01'")
                        .build(),
                function("to_local", "What the clocks of a zone show, as a timestamp that UTC's would show.")
                        .fails(ZoneLiteral.FAILS)
                        .takesWritten(
                                List.of(new Of(TIMESTAMP), ZoneLiteral.PARAMETER),
                                TIMESTAMP,
                                ZoneLiteral.body(rules -> row -> toLocal(row, rules)))
                        .example(
                                "to_local(TIMESTAMP '2020-06-30 23:30:00Z', 'Europe/Berlin')",
                                "TIMESTAMP '2020-07-01 01:30:00'")
                        .build(),
                function(
                                "from_local",
                                "The instant at which the clocks of a zone show what UTC's show at the timestamp: the earlier"
                                        + " where they show it twice, and where they skip it, as much later as they skip.")
                        .fails(ZoneLiteral.FAILS)
                        .takesWritten(
                                List.of(new Of(TIMESTAMP), ZoneLiteral.PARAMETER),
                                TIMESTAMP,
                                ZoneLiteral.body(rules -> row -> ZoneLiteral.setLocal(row, rules, row.longAt(0))))
                        .example(
                                "from_local(TIMESTAMP '2020-07-01 01:30:00', 'Europe/Berlin')",
                                "TIMESTAMP '2020-06-30 23:30:00Z'")
                        .example(
                                "from_local(TIMESTAMP '2020-03-29 02:30:00', 'Europe/Berlin')",
                                "TIMESTAMP '2020-03-29 01:30:00Z'")
                        .build(),
                function("make_date", "The day of a year, month and day of the month.")
                        .fails("there is no such day of the years 0001 to 9999")
                        .takes(List.of(INT64, INT64, INT64), DATE, LocalTimeFunctions::makeDate)
                        .example("make_date(2020, 2, 29)", "DATE '2020-02-29'")
                        .example("make_date(2021, 2, 29)", "NULL")
                        .build(),
                function("make_timestamp", "The timestamp of a year, month, day, hour, minute and second in UTC.")
                        .fails("there is no such time of the years 0001 to 9999")
                        .takes(
                                List.of(INT64, INT64, INT64, INT64, INT64, INT64),
                                TIMESTAMP,
                                LocalTimeFunctions::makeTimestamp)
                        .example("make_timestamp(2020, 2, 29, 13, 45, 0)", "TIMESTAMP '2020-02-29 13:45:00'")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.TIME, description);
    }

    private static void localDate(Cursor row, TimeZoneRules rules) {
        if (TimeZoneRules.covers(row.longAt(0))) {
            row.set(TimeFunctions.dayOf(rules.localTime(row.longAt(0))));
        } else {
            row.fail();
        }
    }

    private static void toLocal(Cursor row, TimeZoneRules rules) {
        if (TimeZoneRules.covers(row.longAt(0))) {
            row.set(rules.localTime(row.longAt(0)));
        } else {
            row.fail();
        }
    }

    private static void makeDate(Cursor row) {
        day(row).ifPresentOrElse(row::set, row::fail);
    }

    private static OptionalLong day(Cursor row) {
        long year = row.longAt(0);
        long month = row.longAt(1);
        long day = row.longAt(2);
        boolean isDay = 1 <= year
                && year <= 9999
                && 1 <= month
                && month <= 12
                && 1 <= day
                && day <= CivilDate.lengthOfMonth(year, month);
        return isDay ? OptionalLong.of(CivilDate.of(year, month, day)) : OptionalLong.empty();
    }

    private static void makeTimestamp(Cursor row) {
        OptionalLong day = day(row);
        long hour = row.longAt(3);
        long minute = row.longAt(4);
        long second = row.longAt(5);
        boolean isTime = 0 <= hour && hour <= 23 && 0 <= minute && minute <= 59 && 0 <= second && second <= 59;
        if (isTime && day.isPresent()) {
            row.set(day.getAsLong() * Micros.PER_DAY
                    + hour * Micros.PER_HOUR
                    + minute * Micros.PER_MINUTE
                    + second * Micros.PER_SECOND);
        } else {
            row.fail();
        }
    }
}
