package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.aggregate.group.Foremost;
import dev.asof.registry.compute.aggregate.group.GroupKey;
import dev.asof.registry.compute.schema.DataType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many events have each distinct value. Written, it is the values in order with their counts, or only that there are
 * more than the cap: whatever is merged with such a state is beyond the cap as well.
 *
 * <pre>
 * state := 00 values: count, then per value in order: key, events: count
 *        | 01
 * </pre>
 */
final class DistinctCounts {
    private static final int WITHIN = 0;
    private static final int BEYOND = 1;
    private static final Comparator<Map.Entry<GroupKey, Long>> BY_FREQUENCY =
            Map.Entry.<GroupKey, Long>comparingByValue(Long::compareUnsigned)
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey(GroupKey.ORDER));

    private final int cap;
    private final Map<GroupKey, Long> counts = new HashMap<>();
    private boolean tookBeyond;

    DistinctCounts(int cap) {
        this.cap = cap;
    }

    void clear() {
        counts.clear();
        tookBeyond = false;
    }

    void add(GroupKey key) {
        counts.merge(key, 1L, Long::sum);
    }

    /** Takes back one event of this value. */
    void remove(GroupKey key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    void addAll(DistinctCounts other) {
        tookBeyond |= other.tookBeyond;
        other.counts.forEach((key, count) -> counts.merge(key, count, Long::sum));
    }

    /** The number of distinct values, unless it {@link #isBeyondCap}. */
    int size() {
        return counts.size();
    }

    /** The value that most events have, the smallest of several; empty if there is none. */
    Optional<GroupKey> mostFrequent() {
        return counts.entrySet().stream().min(BY_FREQUENCY).map(Map.Entry::getKey);
    }

    /** The values that most events have, up to so many, the most frequent first, of equally frequent ones the smaller first. */
    List<GroupKey> mostFrequent(int limit) {
        return Foremost.of(counts.entrySet(), limit, BY_FREQUENCY).stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isBeyondCap() {
        return tookBeyond || counts.size() > cap;
    }

    void encode(StateWriter out) {
        if (isBeyondCap()) {
            out.putByte(BEYOND);
            return;
        }
        out.putByte(WITHIN);
        out.putCount(counts.size());
        SortedMap<GroupKey, Long> ordered = new TreeMap<>(GroupKey.ORDER);
        ordered.putAll(counts);
        ordered.forEach((key, count) -> {
            key.encode(out);
            out.putCount(count);
        });
    }

    static DistinctCounts decode(int cap, DataType type, StateReader in) {
        DistinctCounts state = new DistinctCounts(cap);
        switch (in.getByte()) {
            case WITHIN -> state.decodeCounts(type, in);
            case BEYOND -> state.tookBeyond = true;
            default -> throw StateReader.malformed("values are neither within the cap nor beyond it");
        }
        return state;
    }

    private void decodeCounts(DataType type, StateReader in) {
        int size = in.getCountOf(2);
        for (int i = 0; i < size; i++) {
            counts.put(GroupKey.decode(type, in), in.getCount());
        }
        if (counts.size() != size) {
            throw StateReader.malformed("a value stands twice");
        }
    }
}
