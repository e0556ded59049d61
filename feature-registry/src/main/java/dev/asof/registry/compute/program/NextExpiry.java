package dev.asof.registry.compute.program;

import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** When time alone next changes what features can see of some events. */
final class NextExpiry {
    /** So long after an event it has left every window that has a start: that is at most a delay and two lengths or resolutions away. */
    private static final long FAR_MICROS = 4 * DurationText.MAX_MICROS;

    private NextExpiry() {}

    /**
     * The first time after {@code nowMicros} at which an event has left a window, or is too old for a {@code latest}.
     *
     * @param eventTimes ascending
     */
    static OptionalLong of(List<FeatureSpec> features, long[] eventTimes, long nowMicros) {
        return features.stream()
                .map(feature -> switch (feature) {
                    case FeatureSpec.Aggregate aggregate -> ofWindow(aggregate, eventTimes, nowMicros);
                    case FeatureSpec.Latest latest -> ofLatest(latest, eventTimes, nowMicros);
                })
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    private static OptionalLong ofWindow(FeatureSpec.Aggregate feature, long[] eventTimes, long nowMicros) {
        return switch (feature.window()) {
            case Window.Unbounded unbounded -> OptionalLong.empty();
            case Window.Sliding sliding -> ofStart(feature, eventTimes, nowMicros);
            case Window.Tumbling tumbling -> ofStart(feature, eventTimes, nowMicros);
            case Window.Calendar calendar -> ofStart(feature, eventTimes, nowMicros);
            case Window.Session session -> ofSession(feature, session.gapMicros(), eventTimes, nowMicros);
        };
    }

    /** When the window's start passes the first event that is not before it. */
    private static OptionalLong ofStart(FeatureSpec.Aggregate feature, long[] eventTimes, long nowMicros) {
        int first = firstNotBefore(eventTimes, feature.reach(nowMicros));
        if (first == eventTimes.length) {
            return OptionalLong.empty();
        }
        long stillIn = nowMicros;
        long out = eventTimes[first] + FAR_MICROS;
        while (out - stillIn > 1) {
            long between = stillIn + (out - stillIn) / 2;
            if (feature.reach(between) > eventTimes[first]) {
                out = between;
            } else {
                stillIn = between;
            }
        }
        return OptionalLong.of(out);
    }

    private static int firstNotBefore(long[] eventTimes, long micros) {
        int first = Arrays.binarySearch(eventTimes, micros);
        first = first < 0 ? -1 - first : first;
        while (first > 0 && eventTimes[first - 1] == micros) {
            first--;
        }
        return first;
    }

    private static OptionalLong ofSession(
            FeatureSpec.Aggregate feature, long gapMicros, long[] eventTimes, long nowMicros) {
        return firstEnd(
                lasts(eventTimes, gapMicros).map(time -> feature.timeRule().lastWithin(gapMicros, time)), nowMicros);
    }

    private static OptionalLong ofLatest(FeatureSpec.Latest feature, long[] eventTimes, long nowMicros) {
        return feature.maxAgeMicros().isEmpty()
                ? OptionalLong.empty()
                : firstEnd(
                        lasts(eventTimes, feature.maxAgeMicros().getAsLong())
                                .map(time -> feature.lastsUntil(time, nowMicros)),
                        nowMicros);
    }

    /** The events that no other follows within a span. */
    private static LongStream lasts(long[] eventTimes, long spanMicros) {
        return IntStream.range(0, eventTimes.length)
                .filter(i -> i + 1 == eventTimes.length || eventTimes[i + 1] - eventTimes[i] > spanMicros)
                .mapToLong(i -> eventTimes[i]);
    }

    /** The time after the first of some times, ascending, that has not passed. */
    private static OptionalLong firstEnd(LongStream lastTimes, long nowMicros) {
        return lastTimes
                .filter(last -> nowMicros <= last && last < Long.MAX_VALUE)
                .map(last -> last + 1)
                .findFirst();
    }
}
