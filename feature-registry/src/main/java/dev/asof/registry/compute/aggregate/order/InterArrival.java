package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.exact.ExactLongSum;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code inter_arrival_avg()}, {@code inter_arrival_min()} and {@code inter_arrival_max()}: the time between one event and
 * the next, in seconds, the exact quotient rounded once. Of fewer than two events there is none.
 */
record InterArrival(Statistic statistic) implements AggregateFunction<InterArrival.State> {

    /** What is asked of the gaps. */
    enum Statistic {
        AVG("inter_arrival_avg"),
        MIN("inter_arrival_min"),
        MAX("inter_arrival_max");

        private final String functionName;

        Statistic(String functionName) {
            this.functionName = functionName;
        }
    }

    /** First and last are of use where there are events, the gaps where there are two. */
    static final class State {
        private long count;
        private long first;
        private long last;
        private long shortest;
        private long longest;
    }

    @Override
    public String name() {
        return statistic.functionName;
    }

    @Override
    public DataType resultType() {
        return ScalarType.FLOAT64;
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
    }

    @Override
    public StateShape shape() {
        return StateShape.ORDERED;
    }

    @Override
    public State create() {
        State state = new State();
        clear(state);
        return state;
    }

    @Override
    public void clear(State state) {
        state.count = 0;
        state.first = 0;
        state.last = 0;
        state.shortest = Long.MAX_VALUE;
        state.longest = Long.MIN_VALUE;
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        append(state, input.timeMicros()[event]);
        state.last = input.timeMicros()[event];
        state.count++;
    }

    @Override
    public void merge(State state, State later) {
        if (later.count > 0) {
            append(state, later.first);
            state.shortest = Math.min(state.shortest, later.shortest);
            state.longest = Math.max(state.longest, later.longest);
            state.last = later.last;
            state.count += later.count;
        }
    }

    private static void append(State state, long timeMicros) {
        if (state.count == 0) {
            state.first = timeMicros;
        } else {
            long gap = timeMicros - state.last;
            state.shortest = Math.min(state.shortest, gap);
            state.longest = Math.max(state.longest, gap);
        }
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        if (state.count < 2) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        target.setDouble(
                row,
                switch (statistic) {
                    case AVG -> seconds(state.last - state.first, state.count - 1);
                    case MIN -> seconds(state.shortest, 1);
                    case MAX -> seconds(state.longest, 1);
                });
    }

    private static double seconds(long micros, long parts) {
        ExactLongSum sum = new ExactLongSum();
        sum.add(micros);
        return sum.dividedBy(Math.multiplyExact(parts, Micros.PER_SECOND));
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putCount(state.count);
        if (state.count > 0) {
            out.putSigned(state.first);
            out.putCount(state.last - state.first);
        }
        if (state.count > 1) {
            out.putCount(state.shortest);
            out.putCount(state.longest);
        }
    }

    @Override
    public State decode(StateReader in) {
        State state = create();
        state.count = in.getCount();
        if (state.count > 0) {
            state.first = in.getSigned();
            state.last = state.first + in.getCount();
        }
        if (state.count > 1) {
            state.shortest = in.getCount();
            state.longest = in.getCount();
        }
        return state;
    }
}
