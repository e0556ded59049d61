package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Statistics of the deviations from the mean, as fractions of integers. With n numbers, every deviation is taken n times, of floats
 * in units of 2^-1074 and of decimals in units of their last digit, which makes it an integer.
 */
final class Moments {
    private static final BigInteger UNITS_OF_FLOATS = BigInteger.ONE.shiftLeft(1074);

    private final long count;
    private final boolean isFinite;
    private final List<BigInteger> deviations;
    /** How many units make 1. */
    private final BigInteger units;

    private Moments(List<Object> numbers) {
        count = numbers.size();
        isFinite = numbers.stream().allMatch(number -> Double.isFinite(((Number) number).doubleValue()));
        units = units(numbers.getFirst());
        List<BigInteger> integers =
                isFinite ? numbers.stream().map(Moments::inUnits).toList() : List.of();
        BigInteger sum = sum(integers);
        deviations = integers.stream()
                .map(each -> each.multiply(BigInteger.valueOf(count)).subtract(sum))
                .toList();
    }

    private static BigInteger units(Object number) {
        return switch (number) {
            case Double real -> UNITS_OF_FLOATS;
            case BigDecimal decimal -> BigInteger.TEN.pow(decimal.scale());
            default -> BigInteger.ONE;
        };
    }

    private static BigInteger inUnits(Object number) {
        return switch (number) {
            case Double real -> Reals.inUnits(real);
            case BigDecimal decimal -> decimal.unscaledValue();
            default -> BigInteger.valueOf((Long) number);
        };
    }

    /** A statistic of the numbers, empty where it is none. */
    static Optional<Object> of(Feature.Function function, List<Object> numbers) {
        boolean isOfSample = function == Feature.Function.VAR_SAMP || function == Feature.Function.STDDEV_SAMP;
        if (numbers.size() < (isOfSample ? 2 : 1)) {
            return Optional.empty();
        }
        Moments moments = new Moments(numbers);
        return moments.isFinite ? moments.ofFinite(function) : Optional.of(Double.NaN);
    }

    private Optional<Object> ofFinite(Feature.Function function) {
        BigInteger squares = powers(2);
        BigInteger n = BigInteger.valueOf(count);
        return switch (function) {
            case VAR_POP -> Optional.of(NearestDouble.of(squares, squaredUnit(n)));
            case VAR_SAMP -> Optional.of(NearestDouble.of(squares, squaredUnit(n.subtract(BigInteger.ONE))));
            case STDDEV_POP -> Optional.of(NearestDouble.root(squares, squaredUnit(n)));
            case STDDEV_SAMP -> Optional.of(NearestDouble.root(squares, squaredUnit(n.subtract(BigInteger.ONE))));
            default -> squares.signum() == 0 ? Optional.empty() : Optional.of(shape(function, squares, n));
        };
    }

    /** By what to divide a sum of squared deviations to have the mean over so many. */
    private BigInteger squaredUnit(BigInteger over) {
        return over.multiply(BigInteger.valueOf(count).multiply(units).pow(2));
    }

    private double shape(Feature.Function function, BigInteger squares, BigInteger n) {
        if (function == Feature.Function.KURTOSIS) {
            BigInteger divisor = squares.pow(2);
            return NearestDouble.of(n.multiply(powers(4)).subtract(divisor.multiply(BigInteger.valueOf(3))), divisor);
        }
        BigInteger cubes = powers(3);
        double magnitude = NearestDouble.root(n.multiply(cubes.pow(2)), squares.pow(3));
        return cubes.signum() < 0 ? -magnitude : magnitude;
    }

    private BigInteger powers(int exponent) {
        return sum(deviations.stream().map(each -> each.pow(exponent)).toList());
    }

    /** A statistic of pairs of numbers, empty where it is none. */
    static Optional<Object> of(Feature.Function function, List<Object> xs, List<Object> ys) {
        if (xs.size() < (function == Feature.Function.COVAR_SAMP ? 2 : 1)) {
            return Optional.empty();
        }
        Moments x = new Moments(xs);
        Moments y = new Moments(ys);
        return x.isFinite && y.isFinite ? ofFinite(function, x, y) : Optional.of(Double.NaN);
    }

    private static Optional<Object> ofFinite(Feature.Function function, Moments x, Moments y) {
        BigInteger mixed = BigInteger.ZERO;
        for (int i = 0; i < x.count; i++) {
            mixed = mixed.add(x.deviations.get(i).multiply(y.deviations.get(i)));
        }
        if (function == Feature.Function.CORR) {
            BigInteger divisor = x.powers(2).multiply(y.powers(2));
            if (divisor.signum() == 0) {
                return Optional.empty();
            }
            double magnitude = NearestDouble.root(mixed.pow(2), divisor);
            return Optional.of(mixed.signum() < 0 ? -magnitude : magnitude);
        }
        long over = function == Feature.Function.COVAR_SAMP ? x.count - 1 : x.count;
        BigInteger divisor = BigInteger.valueOf(over)
                .multiply(BigInteger.valueOf(x.count).pow(2))
                .multiply(x.units)
                .multiply(y.units);
        return Optional.of(NearestDouble.of(mixed, divisor));
    }

    private static BigInteger sum(List<BigInteger> integers) {
        return integers.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
