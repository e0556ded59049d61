package dev.asof.offline.profile;

import java.util.ArrayList;
import java.util.List;

/** Finds the most frequent of values that were counted. */
final class FrequentBytes {
    private FrequentBytes() {}

    /** Their numbers, the most frequent first, the smaller of two first. */
    static List<Integer> top(CountedBytes values) {
        List<Integer> top = new ArrayList<>();
        for (int number = 0; number < values.size(); number++) {
            int at = top.size();
            while (at > 0 && comesBefore(values, number, top.get(at - 1))) {
                at--;
            }
            if (at < FrequentValues.MOST) {
                top.add(at, number);
            }
            if (top.size() > FrequentValues.MOST) {
                top.removeLast();
            }
        }
        return top;
    }

    private static boolean comesBefore(CountedBytes values, int number, int other) {
        int more = Integer.compare(values.count(number), values.count(other));
        return more > 0 || (more == 0 && values.compare(number, other) < 0);
    }
}
