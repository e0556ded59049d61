package dev.asof.offline.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least, the greatest and the most frequent of runs of bytes, which are compared byte by byte without signs. Not thread-safe. */
final class NotableBytes {
    private final List<Frequent> top = new ArrayList<>();
    private byte @Nullable [] least;
    private byte @Nullable [] greatest;

    /** A run, and how often it comes. */
    record Frequent(byte[] run, int count) {}

    /** Adds a run that comes {@code count} times, once or as often as it comes. */
    void add(int count, byte[] data, int from, int to) {
        if (least == null || compare(least, data, from, to) > 0) {
            least = Arrays.copyOfRange(data, from, to);
        }
        if (greatest == null || compare(greatest, data, from, to) < 0) {
            greatest = Arrays.copyOfRange(data, from, to);
        }
        int at = top.size();
        while (at > 0 && isBefore(count, data, from, to, top.get(at - 1))) {
            at--;
        }
        boolean isThere = at > 0
                && top.get(at - 1).count() == count
                && compare(top.get(at - 1).run(), data, from, to) == 0;
        if (at < FrequentValues.MOST && !isThere) {
            top.add(at, new Frequent(Arrays.copyOfRange(data, from, to), count));
            if (top.size() > FrequentValues.MOST) {
                top.removeLast();
            }
        }
    }

    private static boolean isBefore(int count, byte[] data, int from, int to, Frequent other) {
        return count > other.count() || (count == other.count() && compare(other.run(), data, from, to) > 0);
    }

    private static int compare(byte[] run, byte[] data, int from, int to) {
        return Arrays.compareUnsigned(run, 0, run.length, data, from, to);
    }

    byte @Nullable [] least() {
        return least;
    }

    byte @Nullable [] greatest() {
        return greatest;
    }

    /** The most frequent ones first, of two the smaller. */
    List<Frequent> top() {
        return top;
    }
}
