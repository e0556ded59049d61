package dev.asof.offline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Finds the most frequent of different values that come in their order. Not thread-safe. */
final class FrequentValues {
    /** How many there are, at the most. */
    static final int MOST = 10;

    private final List<FeatureProfile.Frequent> top = new ArrayList<>();
    private long distinct;

    /**
     * Adds a value that comes {@code count} times, greater than all before.
     *
     * @param index of the value
     * @param values which makes it, if it is one of the most frequent
     */
    void add(long count, int index, IntFunction<JsonNode> values) {
        distinct++;
        if (top.size() == MOST && top.getLast().count() >= count) {
            return;
        }
        int at = top.size();
        while (at > 0 && top.get(at - 1).count() < count) {
            at--;
        }
        top.add(at, new FeatureProfile.Frequent(values.apply(index), count));
        if (top.size() > MOST) {
            top.removeLast();
        }
    }

    long distinct() {
        return distinct;
    }

    List<FeatureProfile.Frequent> top() {
        return top;
    }
}
