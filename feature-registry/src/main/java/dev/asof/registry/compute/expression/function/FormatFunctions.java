package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.DATE;
import static dev.asof.registry.compute.schema.ScalarType.STRING;
import static dev.asof.registry.compute.schema.ScalarType.TIMESTAMP;

import dev.asof.registry.compute.expression.function.Parameter.Of;
import dev.asof.registry.compute.expression.function.Parameter.Written;
import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.TimeZoneRules;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Times as text in a format of the caller's, and back. */
final class FormatFunctions {
    private static final Written FORMAT = Written.text("format", "'%Y-%m-%d %H:%M:%S.%f'", "'%d.%m.%Y'");
    private static final String PARTS =
            " `%Y` is the year in four digits, `%m` the month, `%d` the day, `%H` the hour, `%M` the"
                    + " minute, `%S` the second, each in two, `%f` the microseconds in six";

    private FormatFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(strftime(), strptime());
    }

    private static ScalarFunction strftime() {
        return new FunctionBuilder(
                        "strftime",
                        ScalarFunction.Category.TIME,
                        "The time as text, in UTC or on the clocks of a zone." + PARTS
                                + ", `%j` the day of the year in three, `%%` a percent sign.")
                .fails("a year outside 0000 to 9999; " + ZoneLiteral.FAILS)
                .takesWritten(
                        List.of(new Of(TIMESTAMP), FORMAT),
                        STRING,
                        literals -> written(literals, format -> row -> write(row, format, row.longAt(0))))
                .takesWritten(
                        List.of(new Of(DATE), FORMAT),
                        STRING,
                        literals -> written(literals, format -> row -> writeDate(row, format)))
                .takesWritten(
                        List.of(new Of(TIMESTAMP), FORMAT, ZoneLiteral.PARAMETER),
                        STRING,
                        literals -> ZoneLiteral.withZone(
                                literals, rules -> written(literals, format -> row -> writeLocal(row, format, rules))))
                .example("strftime(TIMESTAMP '2020-02-29 13:45:10', '%d.%m.%Y %H:%M')", "'29.02.2020 13:45'")
                .example("strftime(TIMESTAMP '2020-06-30 23:30:00Z', '%Y-%m-%d', 'Europe/Berlin')", "'2020-07-01'")
                .example("strftime(DATE '2020-02-29', '%Y%j')", "'2020060'")
                .build();
    }

    private static ScalarFunction strptime() {
        return new FunctionBuilder(
                        "strptime",
                        ScalarFunction.Category.TIME,
                        "The timestamp that a text says, in UTC or on the clocks of a zone (as `from_local`)." + PARTS
                                + " or fewer; parts of the time of day that the format lacks are zero.")
                .fails("the text is not in the format, or says a day or time that there is not; " + ZoneLiteral.FAILS)
                .takesWritten(
                        List.of(new Of(STRING), FORMAT),
                        TIMESTAMP,
                        literals -> parsed(
                                literals, format -> row -> parse(row, format).ifPresentOrElse(row::set, row::fail)))
                .takesWritten(
                        List.of(new Of(STRING), FORMAT, ZoneLiteral.PARAMETER),
                        TIMESTAMP,
                        literals -> ZoneLiteral.withZone(
                                literals,
                                rules -> parsed(
                                        literals,
                                        format -> row -> parse(row, format)
                                                .ifPresentOrElse(
                                                        local -> ZoneLiteral.setLocal(row, rules, local), row::fail))))
                .example("strptime('29.02.2020 13:45', '%d.%m.%Y %H:%M')", "TIMESTAMP '2020-02-29 13:45:00'")
                .example("strptime('2020-07-01', '%Y-%m-%d', 'Europe/Berlin')", "TIMESTAMP '2020-06-30 22:00:00Z'")
                .example("strptime('2021-02-29', '%Y-%m-%d')", "NULL")
                .build();
    }

    private static Body written(List<Value> literals, Function<TimeFormat, RowFunction> body) {
        return body(TimeFormat.read(((Value.BytesValue) literals.getFirst()).text()), body);
    }

    private static Body parsed(List<Value> literals, Function<TimeFormat, RowFunction> body) {
        return body(TimeFormat.readForParsing(((Value.BytesValue) literals.getFirst()).text()), body);
    }

    private static Body body(TimeFormat.Reading reading, Function<TimeFormat, RowFunction> body) {
        return switch (reading) {
            case TimeFormat.Read(TimeFormat format) -> new Body.Computed(body.apply(format));
            case TimeFormat.Refused(String reason) -> new Body.Refused(0, reason);
        };
    }

    private static void write(Cursor row, TimeFormat format, long timestamp) {
        format.write(row, TimeFunctions.dayOf(timestamp), TimeFunctions.microsOfDay(timestamp));
    }

    private static void writeDate(Cursor row, TimeFormat format) {
        if (Times.isDay(row.longAt(0))) {
            format.write(row, row.longAt(0), 0);
        } else {
            row.fail();
        }
    }

    private static void writeLocal(Cursor row, TimeFormat format, TimeZoneRules rules) {
        if (TimeZoneRules.covers(row.longAt(0))) {
            write(row, format, rules.localTime(row.longAt(0)));
        } else {
            row.fail();
        }
    }

    private static OptionalLong parse(Cursor row, TimeFormat format) {
        return format.parse(row.dataAt(0), row.fromAt(0), row.toAt(0));
    }
}
