package dev.asof.registry.compute.program;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** When time alone next changes what features can see of some events. */
final class NextExpiry {
    /** No calendar goes further. */
    private static final long FAR_MICROS = 100L * 366 * 86_400 * 1_000_000;

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
        int first = firstNotBefore(eventTimes, feature.reach(nowMicros));
        if (first == eventTimes.length || feature.reach(nowMicros + FAR_MICROS) <= eventTimes[first]) {
            return OptionalLong.empty();
        }
        long stillIn = nowMicros;
        long out = nowMicros + FAR_MICROS;
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

    private static OptionalLong ofLatest(FeatureSpec.Latest feature, long[] eventTimes, long nowMicros) {
        if (feature.maxAgeMicros().isEmpty() || eventTimes.length == 0) {
            return OptionalLong.empty();
        }
        long within =
                feature.timeRule().lastWithin(feature.maxAgeMicros().getAsLong(), eventTimes[eventTimes.length - 1]);
        return within >= nowMicros && within < Long.MAX_VALUE ? OptionalLong.of(within + 1) : OptionalLong.empty();
    }
}
