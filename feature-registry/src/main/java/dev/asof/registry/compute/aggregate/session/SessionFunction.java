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

    /** The last session, and whether it began with the first event: then what comes before may belong to it. */
    public static final class State<S> {
        private final S session;
        private boolean isEmpty = true;
        private boolean isWhole;
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
        state.isEmpty = true;
    }

    @Override
    public void update(State<S> state, AggregateInput input, int event) {
        long time = input.timeMicros()[event];
        join(state, time, true);
        function.update(state.session, input, event);
        state.last = time;
    }

    @Override
    public void merge(State<S> state, State<S> later) {
        if (!later.isEmpty) {
            join(state, later.first, later.isWhole);
            function.merge(state.session, later.session);
            state.last = later.last;
        }
    }

    /** Goes on with the session, or starts anew, before later events are taken in, which begin at {@code first}. */
    private void join(State<S> state, long first, boolean isWhole) {
        if (state.isEmpty) {
            state.isEmpty = false;
            state.isWhole = isWhole;
            state.first = first;
        } else if (!isWhole || !window.spans(state.last, first)) {
            function.clear(state.session);
            state.isWhole = false;
        }
    }

    @Override
    public void finish(State<S> state, long asOfMicros, FeatureValues target, int row) {
        if (!state.isEmpty && window.spans(state.last, timeRule.anchor(asOfMicros))) {
            function.finish(state.session, asOfMicros, target, row);
        } else if (function.presentWhenEmpty()) {
            function.finish(function.create(), asOfMicros, target, row);
        } else {
            target.setAbsent(row, ValueStatus.NOT_FOUND);
        }
    }

    @Override
    public void encode(State<S> state, StateWriter out) {
        if (state.isEmpty) {
            out.putByte(0);
            return;
        }
        out.putByte(state.isWhole ? 2 : 1);
        out.putSigned(state.first);
        out.putCount(state.last - state.first);
        function.encode(state.session, out);
    }

    @Override
    public State<S> decode(StateReader in) {
        int form = in.getByte();
        if (form == 0) {
            return create();
        }
        if (form > 2) {
            throw StateReader.malformed("a session is neither whole nor cut");
        }
        long first = in.getSigned();
        long last = first + in.getCount();
        State<S> state = new State<>(function.decode(in));
        state.isEmpty = false;
        state.isWhole = form == 2;
        state.first = first;
        state.last = last;
        return state;
    }
}
