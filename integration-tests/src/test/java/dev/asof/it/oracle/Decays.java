package dev.asof.it.oracle;

import java.math.BigInteger;

/** Sums in which an event weighs half as much after each half-life. */
final class Decays {
    private static final int UNIT = 1074;
    private static final int FURTHEST = 1024;

    private final BigInteger halfLife;
    private final BigInteger bucketOfQuestion;
    private final double shrinkage;
    private BigInteger total = BigInteger.ZERO;
    private double nonFinite;

    Decays(long halfLifeMicros, long asOf) {
        halfLife = BigInteger.valueOf(halfLifeMicros);
        bucketOfQuestion = bucket(asOf);
        shrinkage = StrictMath.pow(2, -fraction(asOf));
    }

    private BigInteger bucket(long time) {
        return BigInteger.valueOf(time)
                .subtract(BigInteger.valueOf(time).mod(halfLife))
                .divide(halfLife);
    }

    private double fraction(long time) {
        return NearestDouble.of(BigInteger.valueOf(time).mod(halfLife), halfLife);
    }

    /** Takes what happened at a time. */
    void add(long time, double value) {
        BigInteger distance = bucketOfQuestion.subtract(bucket(time));
        if (distance.compareTo(BigInteger.valueOf(FURTHEST)) > 0) {
            return;
        }
        double addend = value * StrictMath.pow(2, fraction(time));
        if (Double.isFinite(addend)) {
            total = total.add(Reals.inUnits(addend).shiftLeft(FURTHEST - distance.intValueExact()));
        } else {
            nonFinite += addend;
        }
    }

    double result() {
        double rounded = Double.isFinite(nonFinite)
                ? NearestDouble.of(total, BigInteger.ONE.shiftLeft(UNIT + FURTHEST))
                : nonFinite;
        double result = rounded * shrinkage;
        return Double.isNaN(result) ? Double.NaN : result;
    }
}
