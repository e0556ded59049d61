package dev.asof.it.oracle;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The aggregate functions. */
final class Aggregation {
    private Aggregation() {}

    /** @param inputs one for each event of the window */
    static Answer of(Feature.Function function, List<@Nullable Object> inputs) {
        List<Object> values = inputs.stream().filter(Objects::nonNull).toList();
        if (function == Feature.Function.COUNT) {
            return answer(Answer.Status.PRESENT, (long) values.size());
        }
        if (values.isEmpty()) {
            return answer(inputs.isEmpty() ? Answer.Status.NOT_FOUND : Answer.Status.NULL_VALUE, null);
        }
        Object value = switch (function) {
            case COUNT -> throw new IllegalStateException("Counted above");
            case MIN -> values.stream().min(ValueOrder.VALUES).orElseThrow();
            case MAX -> values.stream().max(ValueOrder.VALUES).orElseThrow();
            case SUM -> sum(values);
            case AVG -> avg(values);
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
