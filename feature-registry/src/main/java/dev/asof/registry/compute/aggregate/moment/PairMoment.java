package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.exact.Dyadic;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * A statistic of the deviations of two inputs, over the events where none of them is null; rounded once.
 *
 * @param scale how many digits of both inputs' integers together stand after the point
 */
record PairMoment(Statistic statistic, int scale) implements MomentFunction<PairSums> {

    /** What is asked of the pairs. */
    enum Statistic {
        COVAR_POP("covar_pop", 1, 1),
        COVAR_SAMP("covar_samp", 1, 2),
        CORR("corr", 2, 1);

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

    /** The sums are of the inputs' digits, wherever their points stand. */
    @Override
    public Object stateKey() {
        return new States(statistic.order);
    }

    private record States(int order) {}

    @Override
    public PairSums create() {
        return new PairSums(statistic.order);
    }

    @Override
    public void update(PairSums state, AggregateInput input, int event) {
        add(state, input, event, 1);
    }

    @Override
    public void retract(PairSums state, AggregateInput input, int event) {
        add(state, input, event, -1);
    }

    private static void add(PairSums state, AggregateInput input, int event, int times) {
        if (!input.first().isNull(event) && !input.second().isNull(event)) {
            state.add(input.first(), input.second(), event, times);
        }
    }

    @Override
    public void finishFinite(PairSums state, FeatureValues target, int row) {
        Dyadic mixed = state.mixed();
        switch (statistic) {
            case COVAR_POP -> target.setDouble(row, mixed.dividedBy(divisor(state, state.count())));
            case COVAR_SAMP -> target.setDouble(row, mixed.dividedBy(divisor(state, state.count() - 1)));
            case CORR -> finishCorrelation(mixed, state.seconds(), target, row);
        }
    }

    /** By what to divide {@link PairSums#mixed} to have the mean product over so many. */
    private Dyadic divisor(PairSums state, long over) {
        return Inputs.unit(scale).times(state.count()).times(over);
    }

    private static void finishCorrelation(Dyadic mixed, Dyadic seconds, FeatureValues target, int row) {
        if (seconds.signum() == 0) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        double magnitude = mixed.squared().rootOfQuotient(seconds);
        target.setDouble(row, mixed.signum() < 0 ? -magnitude : magnitude);
    }

    @Override
    public PairSums decode(StateReader in) {
        return PairSums.decode(statistic.order, in);
    }
}
