package dev.asof.offline.profile;

import java.util.function.IntToDoubleFunction;

/**
 * The standard deviation of numbers, of their differences from one of them: those of numbers that are close together have all the digits that
 * these differ in.
 */
final class Spread {
    private Spread() {}

    /** The population's, in the order of the numbers. */
    static double of(int count, IntToDoubleFunction difference) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += difference.applyAsDouble(i);
        }
        double mean = sum / count;
        double squares = 0;
        double rest = 0;
        for (int i = 0; i < count; i++) {
            double deviation = difference.applyAsDouble(i) - mean;
            squares += deviation * deviation;
            rest += deviation;
        }
        return Math.sqrt((squares - rest * rest / count) / count);
    }
}
