package dev.asof.registry.compute.aggregate.group;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A function's state for each group of events, where the first input is the group's key and the others are the function's.
 * Written, it is the groups in the order of their keys, or only that there are more than the cap: whatever is merged with
 * such a state is beyond the cap as well. Not thread-safe.
 *
 * <pre>
 * groups := 00 count, then per group: key, state
 *         | 01
 * </pre>
 *
 * @param <S> the state of one group
 */
public final class Groups<S> {
    private static final int WITHIN = 0;
    private static final int BEYOND = 1;

    private final AggregateFunction<S> function;
    private final int cap;
    private final Map<GroupKey, Group<S>> groups = new HashMap<>();
    private boolean tookBeyond;
    private @Nullable AggregateInput whole;
    private AggregateInput rest = new AggregateInput(new long[0], List.of());

    /**
     * No events.
     *
     * @param function what is asked of each group
     * @param cap beyond how many groups there is no answer
     */
    public Groups(AggregateFunction<S> function, int cap) {
        this.function = function;
        this.cap = cap;
    }

    /** The events of a group: their state, and how many they are, which a decoded state does not know. */
    private static final class Group<S> {
        private final S state;
        private long events;

        private Group(S state) {
            this.state = state;
        }
    }

    void clear() {
        groups.clear();
        tookBeyond = false;
    }

    /** Takes an event in, whose key is not null. */
    void add(AggregateInput input, int event) {
        Group<S> group = group(GroupKey.of(input.first(), event));
        function.update(group.state, withoutKey(input), event);
        group.events++;
    }

    /** Takes an event back that was taken in. */
    void remove(AggregateInput input, int event) {
        GroupKey key = GroupKey.of(input.first(), event);
        Group<S> group = group(key);
        ((InvertibleFunction<S>) function).retract(group.state, withoutKey(input), event);
        group.events--;
        if (group.events == 0) {
            groups.remove(key);
        }
    }

    void addAll(Groups<S> later) {
        tookBeyond |= later.tookBeyond;
        later.groups.forEach((key, other) -> {
            Group<S> group = group(key);
            function.merge(group.state, other.state);
            group.events += other.events;
        });
    }

    private Group<S> group(GroupKey key) {
        return groups.computeIfAbsent(key, none -> new Group<>(function.create()));
    }

    /** Events come in long runs of one input, which is looked at once. */
    @SuppressWarnings("ReferenceEquality") // two inputs are one only where they are the same
    private AggregateInput withoutKey(AggregateInput input) {
        if (input != whole) {
            whole = input;
            rest = new AggregateInput(
                    input.timeMicros(),
                    input.arguments().subList(1, input.arguments().size()));
        }
        return rest;
    }

    boolean isBeyondCap() {
        return tookBeyond || groups.size() > cap;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** What the function says of each group. */
    GroupResults results(long asOfMicros) {
        List<GroupKey> keys = new ArrayList<>(groups.size());
        FeatureValues values = new FeatureValues(function.resultType(), groups.size());
        groups.forEach((key, group) -> {
            function.finish(group.state, asOfMicros, values, keys.size());
            keys.add(key);
        });
        return new GroupResults(keys, values);
    }

    void encode(StateWriter out) {
        if (isBeyondCap()) {
            out.putByte(BEYOND);
            return;
        }
        out.putByte(WITHIN);
        out.putCount(groups.size());
        SortedMap<GroupKey, Group<S>> ordered = new TreeMap<>(GroupKey.ORDER);
        ordered.putAll(groups);
        ordered.forEach((key, group) -> {
            key.encode(out);
            function.encode(group.state, out);
        });
    }

    static <S> Groups<S> decode(AggregateFunction<S> function, int cap, DataType keyType, StateReader in) {
        Groups<S> state = new Groups<>(function, cap);
        switch (in.getByte()) {
            case WITHIN -> state.decodeGroups(keyType, in);
            case BEYOND -> state.tookBeyond = true;
            default -> throw StateReader.malformed("groups are neither within the cap nor beyond it");
        }
        return state;
    }

    private void decodeGroups(DataType keyType, StateReader in) {
        int size = in.getCountOf(1);
        for (int i = 0; i < size; i++) {
            groups.put(GroupKey.decode(keyType, in), new Group<>(function.decode(in)));
        }
        if (groups.size() != size) {
            throw StateReader.malformed("a group stands twice");
        }
    }
}
