package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.BOOL;
import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;

import dev.asof.registry.compute.expression.kernel.Cursor;
import java.math.RoundingMode;
import java.util.List;

/** Functions of numbers that pick, cut or round. */
final class NumberFunctions {
    private NumberFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                function("abs", "The value without its sign.")
                        .fails("the least int64, whose opposite does not fit")
                        .takes(List.of(INT64), INT64, NumberFunctions::abs)
                        .takes(List.of(FLOAT64), FLOAT64, row -> row.set(Math.abs(row.doubleAt(0))))
                        .with(DecimalForms.abs())
                        .example("abs(-7)", "7")
                        .example("abs(-0.5)", "0.5")
                        .build(),
                function("sign", "-1, 0 or 1. Of a float: NaN stays NaN, and a zero keeps its sign.")
                        .takes(List.of(INT64), INT64, row -> row.set((long) Long.signum(row.longAt(0))))
                        .takes(List.of(FLOAT64), FLOAT64, row -> row.set(Math.signum(row.doubleAt(0))))
                        .with(DecimalForms.sign())
                        .example("sign(-7)", "-1")
                        .example("sign(2.5)", "1.0")
                        .build(),
                round(),
                function("floor", "The greatest whole number that is not above the value. An integer stays.")
                        .takes(List.of(INT64), INT64, row -> row.set(row.longAt(0)))
                        .takes(List.of(FLOAT64), FLOAT64, row -> row.set(StrictMath.floor(row.doubleAt(0))))
                        .with(DecimalForms.whole(RoundingMode.FLOOR))
                        .example("floor(-1.5)", "-2.0")
                        .build(),
                function("ceil", "The least whole number that is not below the value. An integer stays.")
                        .takes(List.of(INT64), INT64, row -> row.set(row.longAt(0)))
                        .takes(List.of(FLOAT64), FLOAT64, row -> row.set(StrictMath.ceil(row.doubleAt(0))))
                        .with(DecimalForms.whole(RoundingMode.CEILING))
                        .example("ceil(1.2)", "2.0")
                        .build(),
                function("trunc", "The value without its fraction. An integer stays.")
                        .takes(List.of(INT64), INT64, row -> row.set(row.longAt(0)))
                        .takes(List.of(FLOAT64), FLOAT64, row -> row.set(Rounding.truncated(row.doubleAt(0))))
                        .with(DecimalForms.whole(RoundingMode.DOWN))
                        .example("trunc(-1.7)", "-1.0")
                        .build(),
                function("mod", "The remainder of a division that truncates toward zero; the same as `x % y`.")
                        .fails("an integer divided by zero")
                        .takes(List.of(INT64, INT64), INT64, NumberFunctions::mod)
                        .takes(List.of(FLOAT64, FLOAT64), FLOAT64, row -> row.set(row.doubleAt(0) % row.doubleAt(1)))
                        .example("mod(-7, 3)", "-1")
                        .example("mod(7.5, 2)", "1.5")
                        .build(),
                function("is_nan", "Whether the value is not a number, such as `0.0 / 0`.")
                        .takes(List.of(FLOAT64), BOOL, row -> row.setTruth(Double.isNaN(row.doubleAt(0))))
                        .example("is_nan(0.0 / 0)", "TRUE")
                        .build(),
                function("is_finite", "Whether the value is neither NaN nor an infinity.")
                        .takes(List.of(FLOAT64), BOOL, row -> row.setTruth(Double.isFinite(row.doubleAt(0))))
                        .example("is_finite(1.0 / 0)", "FALSE")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.NUMBER, description);
    }

    private static ScalarFunction round() {
        return function(
                        "round",
                        "The nearest whole number, or the nearest with `n` decimal places (before the point where `n` is"
                                + " negative); a half goes away from zero. A float is rounded as the binary number it is:"
                                + " 2.675 is a little less than it looks.")
                .fails("an integer or a decimal whose rounded value does not fit")
                .takes(List.of(INT64), INT64, row -> row.set(row.longAt(0)))
                .takes(List.of(FLOAT64), FLOAT64, row -> row.set(Rounding.rounded(row.doubleAt(0))))
                .takes(List.of(INT64, INT64), INT64, NumberFunctions::roundInteger)
                .takes(
                        List.of(FLOAT64, INT64),
                        FLOAT64,
                        row -> row.set(Rounding.rounded(row.doubleAt(0), row.longAt(1))))
                .with(DecimalForms.whole(RoundingMode.HALF_UP))
                .with(DecimalForms.round())
                .example("round(2.5)", "3.0")
                .example("round(-2.5)", "-3.0")
                .example("round(2.675, 2)", "2.67")
                .example("round(1250, -2)", "1300")
                .example("round(DECIMAL '9.96', 1)", "DECIMAL '10.00'")
                .build();
    }

    private static void abs(Cursor row) {
        long value = row.longAt(0);
        if (value == Long.MIN_VALUE) {
            row.fail();
        } else {
            row.set(Math.abs(value));
        }
    }

    private static void mod(Cursor row) {
        if (row.longAt(1) == 0) {
            row.fail();
        } else {
            row.set(row.longAt(0) % row.longAt(1));
        }
    }

    private static void roundInteger(Cursor row) {
        long value = row.longAt(0);
        long places = row.longAt(1);
        if (places >= 0) {
            row.set(value);
        } else if (places < -Rounding.INT64_DIGITS) {
            row.set(0L);
        } else {
            Rounding.rounded(value, (int) -places).ifPresentOrElse(row::set, row::fail);
        }
    }
}
