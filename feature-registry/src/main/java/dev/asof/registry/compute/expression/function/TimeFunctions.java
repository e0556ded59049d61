package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.DATE;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.TIMESTAMP;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.zone.TimeZoneRules;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** The parts of dates and timestamps, in UTC or on the clocks of a zone. */
final class TimeFunctions {
    static final String BEYOND_CALENDAR = "a date outside the years -999999 to 999999";

    private static final List<Parameter> LOCAL = List.of(new Parameter.Of(TIMESTAMP), ZoneLiteral.PARAMETER);

    private TimeFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                ofDay("year", "The year; the one before 1 is 0.", CivilDate::year)
                        .example("year(DATE '2020-02-29')", "2020")
                        .build(),
                ofDay("quarter", "The quarter, 1 to 4.", day -> (CivilDate.month(day) + 2) / 3)
                        .example("quarter(DATE '2020-05-01')", "2")
                        .build(),
                ofDay("month", "The month, 1 to 12.", CivilDate::month)
                        .example("month(DATE '2020-02-29')", "2")
                        .build(),
                ofDay("day", "The day of the month, 1 to 31.", CivilDate::dayOfMonth)
                        .example("day(TIMESTAMP '1969-12-31 23:59:59')", "31")
                        .build(),
                ofDay("day_of_week", "The day of the week: Monday is 1, Sunday 7.", CivilDate::dayOfWeek)
                        .example("day_of_week(DATE '1970-01-01')", "4")
                        .build(),
                ofDay("day_of_year", "The day of the year, 1 to 366.", CivilDate::dayOfYear)
                        .example("day_of_year(DATE '2020-12-31')", "366")
                        .build(),
                ofDay(
                                "iso_week",
                                "The week of ISO 8601, 1 to 53: weeks start on Monday, and the first of a year has its 4th of"
                                        + " January.",
                                CivilDate::isoWeek)
                        .example("iso_week(DATE '2021-01-03')", "53")
                        .build(),
                ofDay("iso_year", "The year that the week of ISO 8601 counts in.", CivilDate::isoYear)
                        .example("iso_year(DATE '2021-01-03')", "2020")
                        .build(),
                ofTime("hour", "The hour, 0 to 23.", micros -> micros / Micros.PER_HOUR)
                        .example("hour(TIMESTAMP '2020-01-01 13:45:00+02:00')", "11")
                        .example("hour(TIMESTAMP '2020-07-01 13:45:00Z', 'America/New_York')", "9")
                        .build(),
                ofTime("minute", "The minute, 0 to 59.", micros -> micros / Micros.PER_MINUTE % 60)
                        .example("minute(TIMESTAMP '2020-01-01 13:45:10')", "45")
                        .build(),
                ofTime("second", "The second without its fraction, 0 to 59.", micros -> micros / Micros.PER_SECOND % 60)
                        .example("second(TIMESTAMP '1969-12-31 23:59:59.5')", "59")
                        .build());
    }

    private static FunctionBuilder ofDay(String name, String description, LongUnaryOperator part) {
        return new FunctionBuilder(name, ScalarFunction.Category.TIME, description)
                .fails(BEYOND_CALENDAR + "; " + ZoneLiteral.FAILS)
                .takes(List.of(DATE), INT64, row -> setPart(row, part))
                .takes(List.of(TIMESTAMP), INT64, row -> row.set(part.applyAsLong(dayOf(row.longAt(0)))))
                .takesWritten(LOCAL, INT64, local(micros -> part.applyAsLong(dayOf(micros))));
    }

    private static void setPart(Cursor row, LongUnaryOperator part) {
        if (Times.isDay(row.longAt(0))) {
            row.set(part.applyAsLong(row.longAt(0)));
        } else {
            row.fail();
        }
    }

    static long dayOf(long timestamp) {
        return Micros.day(timestamp);
    }

    static long microsOfDay(long timestamp) {
        return Micros.ofDay(timestamp);
    }

    private static FunctionBuilder ofTime(String name, String description, LongUnaryOperator part) {
        return new FunctionBuilder(name, ScalarFunction.Category.TIME, description)
                .fails(ZoneLiteral.FAILS)
                .takes(List.of(TIMESTAMP), INT64, row -> row.set(part.applyAsLong(microsOfDay(row.longAt(0)))))
                .takesWritten(LOCAL, INT64, local(micros -> part.applyAsLong(microsOfDay(micros))));
    }

    /** A part of what the clocks of a zone show. */
    private static Body.Rule local(LongUnaryOperator partOfLocalTime) {
        return ZoneLiteral.body(rules -> row -> {
            if (TimeZoneRules.covers(row.longAt(0))) {
                row.set(partOfLocalTime.applyAsLong(rules.localTime(row.longAt(0))));
            } else {
                row.fail();
            }
        });
    }
}
