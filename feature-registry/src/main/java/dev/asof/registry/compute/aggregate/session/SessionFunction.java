package dev.asof.registry.compute.aggregate.session;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;

/**
 * A function over the events of the session that is open at the time asked about: the last of the visible events, and all
 * before it from one to the next of which there is at most the gap. It is open while the anchor is at most the gap after
 * its last event; after that there is no session, and so no event.
 *
 * @param function what is asked of the session's events
 * @param <S> the state of {@code function}
 */
public record SessionFunction<S>(AggregateFunction<S> function, Window.Session window, TimeRule timeRule)
        implements AggregateFunction<SessionFunction.State<S>> {

    /** What a state has of the last session. */
    private enum Extent {
        /** There is no event. */
        NONE,
        /** It began after the first event: what comes before that does not belong to it. */
        CUT,
        /** It began with the first event: what comes before may belong to it. */
        WHOLE
    }

    /** The last session. */
    public static final class State<S> {
        private final S session;
        private Extent extent = Extent.NONE;
        private long first;
        private long last;

        private State(S session) {
            this.session = session;
        }
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public DataType resultType() {
        return function.resultType();
    }

    @Override
    public boolean presentWhenEmpty() {
        return function.presentWhenEmpty();
    }

    @Override
    public StateShape shape() {
        return StateShape.SESSION;
    }

    @Override
    public State<S> create() {
        return new State<>(function.create());
    }

    @Override
    public void clear(State<S> state) {
        function.clear(state.session);
        state.extent = Extent.NONE;
    }

    @Override
    public void update(State<S> state, AggregateInput input, int event) {
        long time = input.timeMicros()[event];
        join(state, time, Extent.WHOLE);
        function.update(state.session, input, event);
        state.last = time;
    }

    @Override
    public void merge(State<S> state, State<S> later) {
        if (later.extent != Extent.NONE) {
            join(state, later.first, later.extent);
            function.merge(state.session, later.session);
            state.last = later.last;
        }
    }

    /** Goes on with the session, or starts anew, before later events are taken in, which begin at {@code first}. */
    private void join(State<S> state, long first, Extent later) {
        if (state.extent == Extent.NONE) {
            state.extent = later;
            state.first = first;
        } else if (later == Extent.CUT || !window.spans(state.last, first)) {
            function.clear(state.session);
            state.extent = Extent.CUT;
        }
    }

    @Override
    public void finish(State<S> state, long asOfMicros, FeatureValues target, int row) {
        if (state.extent != Extent.NONE && window.spans(state.last, timeRule.anchor(asOfMicros))) {
            function.finish(state.session, asOfMicros, target, row);
        } else if (function.presentWhenEmpty()) {
            function.finish(function.create(), asOfMicros, target, row);
        } else {
            target.setAbsent(row, ValueStatus.NOT_FOUND);
        }
    }

    @Override
    public void encode(State<S> state, StateWriter out) {
        out.putByte(
                switch (state.extent) {
                    case NONE -> 0;
                    case CUT -> 1;
                    case WHOLE -> 2;
                });
        if (state.extent == Extent.NONE) {
            return;
        }
        out.putSigned(state.first);
        out.putCount(state.last - state.first);
        function.encode(state.session, out);
    }

    @Override
    public State<S> decode(StateReader in) {
        Extent extent = switch (in.getByte()) {
            case 0 -> Extent.NONE;
            case 1 -> Extent.CUT;
            case 2 -> Extent.WHOLE;
            default -> throw StateReader.malformed("a session is neither whole nor cut");
        };
        if (extent == Extent.NONE) {
            return create();
        }
        long first = in.getSigned();
        long last = first + in.getCount();
        State<S> state = new State<>(function.decode(in));
        state.extent = extent;
        state.first = first;
        state.last = last;
        return state;
    }
}
