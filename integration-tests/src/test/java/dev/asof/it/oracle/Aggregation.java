package dev.asof.it.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The aggregate functions. */
final class Aggregation {
    private Aggregation() {}

    /**
     * @param inputs one for each event of the window
     * @param times the times of these events
     */
    static Answer of(Feature.Function function, List<@Nullable Object> inputs, List<Long> times) {
        List<Object> values = inputs.stream().filter(Objects::nonNull).toList();
        return switch (function) {
            case COUNT -> answer(Answer.Status.PRESENT, (long) values.size());
            case COUNT_DISTINCT -> countDistinct(values);
            case APPROX_COUNT_DISTINCT -> answer(Answer.Status.PRESENT, Sketches.distinct(values));
            case INTER_ARRIVAL_AVG, INTER_ARRIVAL_MIN, INTER_ARRIVAL_MAX -> interArrival(function, times);
            case MIN, MAX, SUM, AVG -> ofValues(function, inputs, values);
        };
    }

    private static Answer countDistinct(List<Object> values) {
        long groups = values.stream().map(Aggregation::group).distinct().count();
        return groups > Feature.CAP ? answer(Answer.Status.OUT_OF_RANGE, null) : answer(Answer.Status.PRESENT, groups);
    }

    /** What stands for all values of a group. */
    static Object group(Object value) {
        return value.equals(-0.0) ? 0.0 : value;
    }

    private static Answer interArrival(Feature.Function function, List<Long> times) {
        if (times.size() < 2) {
            return answer(times.isEmpty() ? Answer.Status.NOT_FOUND : Answer.Status.NULL_VALUE, null);
        }
        List<BigInteger> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(BigInteger.valueOf(times.get(i)).subtract(BigInteger.valueOf(times.get(i - 1))));
        }
        BigInteger total = switch (function) {
            case INTER_ARRIVAL_AVG -> gaps.stream().reduce(BigInteger.ZERO, BigInteger::add);
            case INTER_ARRIVAL_MIN -> Collections.min(gaps);
            default -> Collections.max(gaps);
        };
        int parts = function == Feature.Function.INTER_ARRIVAL_AVG ? gaps.size() : 1;
        return answer(Answer.Status.PRESENT, NearestDouble.of(total, BigInteger.valueOf(parts * 1_000_000L)));
    }

    private static Answer ofValues(Feature.Function function, List<@Nullable Object> inputs, List<Object> values) {
        if (values.isEmpty()) {
            return answer(inputs.isEmpty() ? Answer.Status.NOT_FOUND : Answer.Status.NULL_VALUE, null);
        }
        Object value = switch (function) {
            case MIN -> values.stream().min(ValueOrder.VALUES).orElseThrow();
            case MAX -> values.stream().max(ValueOrder.VALUES).orElseThrow();
            case SUM -> sum(values);
            case AVG -> avg(values);
            default -> throw new IllegalArgumentException("Answered above: " + function);
        };
        return answer(value == null ? Answer.Status.OUT_OF_RANGE : Answer.Status.PRESENT, value);
    }

    private static @Nullable Object sum(List<Object> values) {
        return values.getFirst() instanceof Double
                ? (Object) Reals.quotient(doubles(values), 1)
                : Numbers.fitting(integerSum(values));
    }

    private static Object avg(List<Object> values) {
        return values.getFirst() instanceof Double
                ? Reals.quotient(doubles(values), values.size())
                : NearestDouble.of(integerSum(values), BigInteger.valueOf(values.size()));
    }

    private static BigInteger integerSum(List<Object> values) {
        return values.stream().map(value -> BigInteger.valueOf((Long) value)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<Double> doubles(List<Object> values) {
        return values.stream().map(Double.class::cast).toList();
    }

    private static Answer answer(Answer.Status status, @Nullable Object value) {
        return new Answer(status, value, OptionalLong.empty());
    }
}
