package dev.asof.online.wire;

import dev.asof.online.lookup.QuestionTimes;
import java.util.List;
import java.util.stream.LongStream;

/** The times of questions on the wire. */
public final class WireTimes {
    private WireTimes() {}

    /** Each of the three as one time if all of its rows have the same. */
    public static dev.asof.v1.QuestionTimes of(QuestionTimes times) {
        return dev.asof.v1.QuestionTimes.newBuilder()
                .addAllAsOfMicros(shortest(times.asOf()))
                .addAllKnownAtMicros(shortest(times.knownAt()))
                .addAllAcceptedByMicros(shortest(times.acceptedBy()))
                .build();
    }

    public static QuestionTimes read(dev.asof.v1.QuestionTimes wire) {
        return new QuestionTimes(
                longs(wire.getAsOfMicrosList()),
                longs(wire.getKnownAtMicrosList()),
                longs(wire.getAcceptedByMicrosList()));
    }

    private static List<Long> shortest(long[] times) {
        List<Long> values = LongStream.of(times).boxed().toList();
        return values.stream().distinct().count() == 1 ? values.subList(0, 1) : values;
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
