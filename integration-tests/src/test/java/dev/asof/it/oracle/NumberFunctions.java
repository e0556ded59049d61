package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.BOOL;
import static dev.asof.it.oracle.Type.FLOAT64;
import static dev.asof.it.oracle.Type.INT64;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. */
final class NumberFunctions {
    private static final double RADIANS = 0.017453292519943295;

    /** More decimal places than a float64 can have, before the point or after it. */
    private static final int PLACES = 1_200;

    private NumberFunctions() {}

    static List<RowFunction> all() {
        List<RowFunction> all = new ArrayList<>();
        all.add(integer("abs", value -> value.abs()));
        all.add(floating("abs", Math::abs));
        all.add(integer("sign", value -> BigInteger.valueOf(value.signum())));
        all.add(floating("sign", value -> value > 0 ? 1 : value < 0 ? -1 : value));
        all.add(integer("round", value -> value));
        all.add(floating("round", value -> (Double) rounded(value, 0)));
        all.add(RowFunction.of("round", List.of(INT64, INT64), INT64, NumberFunctions::roundInteger));
        all.add(RowFunction.of("round", List.of(FLOAT64, INT64), FLOAT64, NumberFunctions::roundFloat));
        all.add(integer("floor", value -> value));
        all.add(floating("floor", value -> cut(value, RoundingMode.FLOOR)));
        all.add(integer("ceil", value -> value));
        all.add(floating("ceil", value -> cut(value, RoundingMode.CEILING)));
        all.add(integer("trunc", value -> value));
        all.add(floating("trunc", value -> cut(value, RoundingMode.DOWN)));
        all.add(RowFunction.of(
                "mod", List.of(INT64, INT64), INT64, a -> Numbers.integer('%', (Long) a.get(0), (Long) a.get(1))));
        all.add(floating("mod", (x, y) -> x % y));
        all.add(RowFunction.of("is_nan", List.of(FLOAT64), BOOL, a -> ((Double) a.getFirst()).isNaN()));
        all.add(RowFunction.of(
                "is_finite", List.of(FLOAT64), BOOL, a -> Math.abs((Double) a.getFirst()) <= Double.MAX_VALUE));
        all.addAll(elementary());
        return all;
    }

    private static List<RowFunction> elementary() {
        return List.of(
                floating("power", StrictMath::pow),
                floating("sqrt", StrictMath::sqrt),
                floating("exp", StrictMath::exp),
                floating("ln", StrictMath::log),
                floating("log10", StrictMath::log10),
                floating("sin", StrictMath::sin),
                floating("cos", StrictMath::cos),
                floating("tan", StrictMath::tan),
                floating("asin", StrictMath::asin),
                floating("acos", StrictMath::acos),
                floating("atan", StrictMath::atan),
                floating("atan2", StrictMath::atan2),
                floating("radians", x -> x * RADIANS),
                floating("degrees", x -> x * 57.29577951308232),
                RowFunction.of(
                        "haversine",
                        List.of(FLOAT64, FLOAT64, FLOAT64, FLOAT64),
                        FLOAT64,
                        a -> haversine((Double) a.get(0), (Double) a.get(1), (Double) a.get(2), (Double) a.get(3))));
    }

    private static RowFunction integer(String name, UnaryOperator<BigInteger> body) {
        return RowFunction.of(
                name, List.of(INT64), INT64, a -> Numbers.fitting(body.apply(BigInteger.valueOf((Long) a.getFirst()))));
    }

    private static RowFunction floating(String name, DoubleUnaryOperator body) {
        return RowFunction.of(
                name, List.of(FLOAT64), FLOAT64, a -> Numbers.canonical(body.applyAsDouble((Double) a.getFirst())));
    }

    private static RowFunction floating(String name, DoubleBinaryOperator body) {
        return RowFunction.of(
                name,
                List.of(FLOAT64, FLOAT64),
                FLOAT64,
                a -> Numbers.canonical(body.applyAsDouble((Double) a.get(0), (Double) a.get(1))));
    }

    private static @Nullable Object roundInteger(List<Object> arguments) {
        long places = (Long) arguments.get(1);
        BigDecimal value = BigDecimal.valueOf((Long) arguments.get(0));
        return places >= 0
                ? arguments.get(0)
                : Numbers.fitting(value.setScale((int) Math.max(places, -PLACES), RoundingMode.HALF_UP)
                        .toBigInteger());
    }

    private static Object roundFloat(List<Object> arguments) {
        return rounded((Double) arguments.get(0), (Long) arguments.get(1));
    }

    private static Object rounded(double value, long places) {
        if (!Double.isFinite(value)) {
            return value;
        }
        int scale = (int) Math.clamp(places, -PLACES, PLACES);
        double rounded =
                new BigDecimal(value).setScale(scale, RoundingMode.HALF_UP).doubleValue();
        return Math.copySign(rounded, value);
    }

    private static double cut(double value, RoundingMode mode) {
        if (!Double.isFinite(value)) {
            return value;
        }
        return Math.copySign(new BigDecimal(value).setScale(0, mode).doubleValue(), value);
    }

    private static double haversine(double latitude, double longitude, double toLatitude, double toLongitude) {
        double north = StrictMath.sin((toLatitude - latitude) * RADIANS / 2);
        double east = StrictMath.sin((toLongitude - longitude) * RADIANS / 2);
        double between = StrictMath.cos(latitude * RADIANS) * StrictMath.cos(toLatitude * RADIANS);
        double root = StrictMath.sqrt(north * north + between * (east * east));
        return Numbers.canonical(2 * 6_371_008.8 * StrictMath.asin(root > 1 ? 1 : root));
    }
}
