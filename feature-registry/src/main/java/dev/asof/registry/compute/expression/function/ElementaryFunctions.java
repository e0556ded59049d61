package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Powers, logarithms and trigonometry: those of {@link StrictMath}, which are the same bits everywhere (fdlibm). None
 * fails: outside its domain a function is NaN, at a pole an infinity.
 */
final class ElementaryFunctions {
    private static final double RADIANS_PER_DEGREE = 0.017453292519943295;
    private static final double EARTH_METRES = 6_371_008.8;
    private static final double DEGREES_PER_RADIAN = 57.29577951308232;

    private ElementaryFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                binary("power", "`x` to the power of `y`.", StrictMath::pow)
                        .example("power(2, 10)", "1024.0")
                        .build(),
                unary("sqrt", "The square root, correctly rounded; NaN of a negative number.", StrictMath::sqrt)
                        .example("sqrt(2)", "1.4142135623730951")
                        .build(),
                unary("exp", "e to the power of `x`.", StrictMath::exp)
                        .example("exp(0)", "1.0")
                        .build(),
                unary("ln", "The natural logarithm; -Infinity of zero, NaN of a negative number.", StrictMath::log)
                        .example("ln(10)", "2.302585092994046")
                        .build(),
                unary("log10", "The logarithm to base 10.", StrictMath::log10)
                        .example("log10(1000)", "3.0")
                        .build(),
                unary("sin", "The sine of an angle in radians.", Trigonometry::sin)
                        .example("sin(1)", "0.8414709848078965")
                        .build(),
                unary("cos", "The cosine of an angle in radians.", Trigonometry::cos)
                        .example("cos(0)", "1.0")
                        .build(),
                unary("tan", "The tangent of an angle in radians.", Trigonometry::tan)
                        .example("tan(0)", "0.0")
                        .build(),
                unary("asin", "The arc sine, in radians.", StrictMath::asin)
                        .example("asin(1)", "1.5707963267948966")
                        .build(),
                unary("acos", "The arc cosine, in radians.", StrictMath::acos)
                        .example("acos(1)", "0.0")
                        .build(),
                unary("atan", "The arc tangent, in radians.", StrictMath::atan)
                        .example("atan(1)", "0.7853981633974483")
                        .build(),
                binary("atan2", "The angle of the point (`y`, `x`), in radians; `y` is named first.", StrictMath::atan2)
                        .example("atan2(1, 0)", "1.5707963267948966")
                        .build(),
                new FunctionBuilder(
                                "haversine",
                                ScalarFunction.Category.NUMBER,
                                "The distance in metres between two points, of latitudes and longitudes in degrees, on a"
                                        + " sphere of radius 6371008.8 m.")
                        .takes(
                                List.of(FLOAT64, FLOAT64, FLOAT64, FLOAT64),
                                FLOAT64,
                                row -> row.set(
                                        haversine(row.doubleAt(0), row.doubleAt(1), row.doubleAt(2), row.doubleAt(3))))
                        .example("haversine(0, 0, 0, 180)", "2.0015114442035925E7")
                        .example("haversine(52.5, 13.4, 52.5, 13.4)", "0.0")
                        .build(),
                unary("radians", "Degrees as radians: `x * 0.017453292519943295`.", x -> x * RADIANS_PER_DEGREE)
                        .example("radians(180)", "3.141592653589793")
                        .build(),
                unary("degrees", "Radians as degrees: `x * 57.29577951308232`.", x -> x * DEGREES_PER_RADIAN)
                        .example("degrees(1)", "57.29577951308232")
                        .build());
    }

    private static double haversine(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double north = Trigonometry.sin((otherLatitude - latitude) * RADIANS_PER_DEGREE / 2);
        double east = Trigonometry.sin((otherLongitude - longitude) * RADIANS_PER_DEGREE / 2);
        double cosines =
                Trigonometry.cos(latitude * RADIANS_PER_DEGREE) * Trigonometry.cos(otherLatitude * RADIANS_PER_DEGREE);
        double square = north * north + cosines * (east * east);
        return 2 * EARTH_METRES * StrictMath.asin(Math.min(1, StrictMath.sqrt(square)));
    }

    private static FunctionBuilder unary(String name, String description, DoubleUnaryOperator operator) {
        return new FunctionBuilder(name, ScalarFunction.Category.NUMBER, description)
                .takes(List.of(FLOAT64), FLOAT64, row -> row.set(operator.applyAsDouble(row.doubleAt(0))));
    }

    private static FunctionBuilder binary(String name, String description, DoubleBinaryOperator operator) {
        return new FunctionBuilder(name, ScalarFunction.Category.NUMBER, description)
                .takes(
                        List.of(FLOAT64, FLOAT64),
                        FLOAT64,
                        row -> row.set(operator.applyAsDouble(row.doubleAt(0), row.doubleAt(1))));
    }
}
