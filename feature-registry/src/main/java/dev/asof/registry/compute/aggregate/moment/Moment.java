package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.exact.Dyadic;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * A statistic of the central moments of one input: the exact real number, rounded once.
 *
 * @param scale how many digits of the input's integers stand after the point
 */
record Moment(Statistic statistic, int scale) implements MomentFunction<PowerSums> {

    /** What is asked of the numbers. */
    enum Statistic {
        VAR_POP("var_pop", 2, 1),
        VAR_SAMP("var_samp", 2, 2),
        STDDEV_POP("stddev_pop", 2, 1),
        STDDEV_SAMP("stddev_samp", 2, 2),
        SKEWNESS("skewness", 3, 1),
        KURTOSIS("kurtosis", 4, 1);

        private final String functionName;
        private final int order;
        private final int leastCount;

        Statistic(String functionName, int order, int leastCount) {
            this.functionName = functionName;
            this.order = order;
            this.leastCount = leastCount;
        }

        String functionName() {
            return functionName;
        }
    }

    @Override
    public String name() {
        return statistic.functionName;
    }

    @Override
    public int leastCount() {
        return statistic.leastCount;
    }

    /** The sums are of the inputs' digits, wherever their point stands. */
    @Override
    public Object stateKey() {
        return new States(statistic.order);
    }

    private record States(int order) {}

    @Override
    public PowerSums create() {
        return new PowerSums(statistic.order);
    }

    @Override
    public void update(PowerSums state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.add(input.first(), event, 1);
        }
    }

    @Override
    public void retract(PowerSums state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.add(input.first(), event, -1);
        }
    }

    @Override
    public void finishFinite(PowerSums state, FeatureValues target, int row) {
        Dyadic second = state.second();
        switch (statistic) {
            case VAR_POP -> target.setDouble(row, second.dividedBy(divisor(state, state.count())));
            case VAR_SAMP -> target.setDouble(row, second.dividedBy(divisor(state, state.count() - 1)));
            case STDDEV_POP -> target.setDouble(row, second.rootOfQuotient(divisor(state, state.count())));
            case STDDEV_SAMP -> target.setDouble(row, second.rootOfQuotient(divisor(state, state.count() - 1)));
            case SKEWNESS, KURTOSIS -> {
                if (second.signum() == 0) {
                    target.setAbsent(row, ValueStatus.NULL_VALUE);
                } else {
                    target.setDouble(row, statistic == Statistic.SKEWNESS ? skewness(state) : kurtosis(state));
                }
            }
        }
    }

    /** By what to divide {@link PowerSums#second} to have the mean square over so many. */
    private Dyadic divisor(PowerSums state, long over) {
        return Inputs.unit(2 * scale).times(state.count()).times(over);
    }

    private static double skewness(PowerSums state) {
        Dyadic second = state.second();
        Dyadic third = state.third();
        double magnitude = third.squared().rootOfQuotient(second.squared().times(second));
        return third.signum() < 0 ? -magnitude : magnitude;
    }

    private static double kurtosis(PowerSums state) {
        Dyadic squared = state.second().squared();
        return state.fourth().minus(squared.times(3)).dividedBy(squared);
    }

    @Override
    public PowerSums decode(StateReader in) {
        return PowerSums.decode(statistic.order, in);
    }
}
