package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code first_n(x, n)} and {@code last_n(x, n)}: x of the n least events, least first, and of the n greatest, greatest
 * first, where it is not null.
 *
 * @param valueType the type of x
 * @param limit how many there are at most
 */
record EndValues(End end, DataType valueType, int limit) implements AggregateFunction<EventValues> {

    /** From which end of the events on. */
    enum End {
        FIRST("first_n"),
        LAST("last_n");

        private final String functionName;

        End(String functionName) {
            this.functionName = functionName;
        }

        String functionName() {
            return functionName;
        }
    }

    @Override
    public String name() {
        return end.functionName;
    }

    @Override
    public ListType resultType() {
        return new ListType(valueType);
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
    }

    @Override
    public StateShape shape() {
        return StateShape.SERIES;
    }

    @Override
    public EventValues create() {
        return new EventValues(limit);
    }

    @Override
    public void clear(EventValues state) {
        state.clear();
    }

    @Override
    public void update(EventValues state, AggregateInput input, int event) {
        if (!input.first().isNull(event) && givesWayToLater(state)) {
            state.keep(input.first(), event);
        }
    }

    @Override
    public void updateAll(EventValues state, AggregateInput input, int from, int to) {
        int start = switch (end) {
            case FIRST -> from;
            case LAST -> startOfLast(input.first(), from, to);
        };
        for (int event = start; event < to && givesWayToLater(state); event++) {
            update(state, input, event);
        }
    }

    /** From which event on there are as many values as are kept. */
    private int startOfLast(Column values, int from, int to) {
        int found = 0;
        int event = to;
        while (event > from && found < limit) {
            event--;
            found += values.isNull(event) ? 0 : 1;
        }
        return event;
    }

    private boolean givesWayToLater(EventValues state) {
        return switch (end) {
            case FIRST -> !state.isFull();
            case LAST -> true;
        };
    }

    @Override
    public void merge(EventValues state, EventValues later) {
        for (int i = 0; i < later.size() && givesWayToLater(state); i++) {
            state.keep(later, i);
        }
    }

    @Override
    public void finish(EventValues state, long asOfMicros, FeatureValues target, int row) {
        if (state.size() == 0) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        ColumnBuilder values = new ColumnBuilder(valueType);
        for (int i = 0; i < state.size(); i++) {
            int index = switch (end) {
                case FIRST -> i;
                case LAST -> state.size() - 1 - i;
            };
            state.append(index, values);
        }
        target.setBytes(row, new ListCodec(resultType()).encode(values.build(), 0, state.size()));
    }

    @Override
    public void encode(EventValues state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public EventValues decode(StateReader in) {
        return EventValues.decode(limit, valueType, in);
    }
}
