package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate functions, over the events of a window in their order.
 *
 * @param asOf the time asked about
 * @param input the type of the first input
 */
record Aggregation(List<Seen> events, long asOf, Optional<Type> input) {

    /** What a function sees of an event; inputs and the group's key are empty where they are null or there are none. */
    record Seen(long time, Optional<Object> first, Optional<Object> second, Optional<Object> key) {}

    Answer of(Feature.Aggregate aggregate) {
        return aggregate.by().map(by -> ofGroups(aggregate, by)).orElseGet(() -> ofAll(aggregate));
    }

    private Answer ofGroups(Feature.Aggregate aggregate, Feature.By by) {
        List<Object> keys = Groups.among(
                events.stream().flatMap(event -> event.key().stream()).toList());
        if (keys.isEmpty()) {
            return ofEvents(null);
        }
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        for (Object key : keys) {
            List<Seen> group = events.stream()
                    .filter(event -> event.key().equals(Optional.of(key)))
                    .toList();
            Answer answer = new Aggregation(group, asOf, input).ofAll(aggregate);
            if (answer.status() == Answer.Status.OUT_OF_RANGE) {
                return answer;
            }
            values.put(key, answer.value());
        }
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
        Lists.greatest(values, by.top().orElse(keys.size())).forEach(key -> kept.put(key, values.get(key)));
        return cappedAt(aggregate.cap(), keys.size(), kept);
    }

    private Answer ofAll(Feature.Aggregate aggregate) {
        List<Object> values = values();
        Feature.Function function = aggregate.function();
        return switch (function) {
            case COUNT -> present((long) values.size());
            case COUNT_DISTINCT -> {
                long groups = values.stream().map(Groups::of).distinct().count();
                yield cappedAt(aggregate.cap(), groups, groups);
            }
            case APPROX_COUNT_DISTINCT -> present(Sketches.distinct(input.orElseThrow(), values));
            case INTER_ARRIVAL_AVG, INTER_ARRIVAL_MIN, INTER_ARRIVAL_MAX -> ofEvents(interArrival(function));
            case TIME_SINCE_FIRST -> ofEvents(events.isEmpty() ? null : secondsSince(events.getFirst()));
            case TIME_SINCE_LAST -> ofEvents(events.isEmpty() ? null : secondsSince(events.getLast()));
            case MIN_BY -> ofEvents(atExtreme(Comparator.comparing(Aggregation::second, ValueOrder.VALUES.reversed())));
            case MAX_BY -> ofEvents(atExtreme(Comparator.comparing(Aggregation::second, ValueOrder.VALUES)));
            case MODE ->
                values.isEmpty()
                        ? ofEvents(null)
                        : cappedAt(aggregate.cap(), Groups.among(values).size(), mode(values));
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, SKEWNESS, KURTOSIS ->
                ofEvents(Moments.of(function, values).orElse(null));
            case COVAR_POP, COVAR_SAMP, CORR -> ofEvents(ofPairs(function));
            case DECAYED_SUM -> values.isEmpty() ? ofEvents(null) : present(decayed(aggregate.halfLife()));
            case DECAYED_COUNT -> present(decayed(aggregate.halfLife()));
            case APPROX_QUANTILE -> ofEvents(values.isEmpty() ? null : quantile(aggregate, values));
            case FIRST_N -> ofEvents(orNull(Lists.first(values, aggregate.limit())));
            case LAST_N -> ofEvents(orNull(Lists.first(values.reversed(), aggregate.limit())));
            case LAST_DISTINCT_N -> ofEvents(orNull(Lists.lastDistinct(values, aggregate.limit())));
            case TOP_N ->
                values.isEmpty()
                        ? ofEvents(null)
                        : cappedAt(aggregate.cap(), Groups.among(values).size(), Lists.top(values, aggregate.limit()));
            case TOP_N_BY_SUM -> topBySum(aggregate);
            case HISTOGRAM -> present(Lists.histogram(values, aggregate.edges()));
            case MIN, MAX, SUM, AVG, FIRST, LAST, BOOL_AND, BOOL_OR -> ofValues(function, values);
        };
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>(events.size());
        for (Seen event : events) {
            event.first().ifPresent(values::add);
        }
        return values;
    }

    private static Answer cappedAt(int cap, long groups, Object value) {
        return groups > cap ? answer(Answer.Status.OUT_OF_RANGE, null) : present(value);
    }

    private static Object mode(List<Object> values) {
        Object mode = null;
        long most = 0;
        for (Object group : Groups.among(values)) {
            long count = values.stream()
                    .filter(value -> Groups.of(value).equals(group))
                    .count();
            if (count > most) {
                mode = group;
                most = count;
            }
        }
        return mode;
    }

    private static @Nullable Object orNull(List<Object> list) {
        return list.isEmpty() ? null : list;
    }

    private static Object quantile(Feature.Aggregate aggregate, List<Object> values) {
        return aggregate.parameter().orElseThrow() instanceof List<?> several
                ? several.stream()
                        .map(quantile -> (Object) Sketches.quantile((Double) quantile, values))
                        .toList()
                : Sketches.quantile(aggregate.quantile(), values);
    }

    private Answer topBySum(Feature.Aggregate aggregate) {
        List<Seen> pairs = pairs();
        if (pairs.isEmpty()) {
            return ofEvents(null);
        }
        List<Object> groups = Groups.among(
                pairs.stream().map(pair -> pair.first().orElseThrow()).toList());
        Map<Object, @Nullable Object> sums = new LinkedHashMap<>();
        for (Object group : groups) {
            Object sum = sum(pairs.stream()
                    .filter(pair -> Groups.of(pair.first().orElseThrow()).equals(group))
                    .map(Aggregation::second)
                    .toList());
            if (sum == null) {
                return answer(Answer.Status.OUT_OF_RANGE, null);
            }
            sums.put(group, sum);
        }
        return cappedAt(aggregate.cap(), groups.size(), Lists.greatest(sums, aggregate.limit()));
    }

    private static Object second(Seen event) {
        return event.second().orElseThrow();
    }

    /** The first input of the greatest event with the greatest second one. */
    private @Nullable Object atExtreme(Comparator<Seen> order) {
        Seen extreme = null;
        for (Seen event : events) {
            if (event.second().isPresent() && (extreme == null || order.compare(event, extreme) >= 0)) {
                extreme = event;
            }
        }
        return extreme == null ? null : extreme.first().orElse(null);
    }

    /** The events of which no input is null. */
    private List<Seen> pairs() {
        return events.stream()
                .filter(event -> event.first().isPresent() && event.second().isPresent())
                .toList();
    }

    private @Nullable Object ofPairs(Feature.Function function) {
        List<Seen> pairs = pairs();
        List<Object> xs = pairs.stream().map(pair -> pair.first().orElseThrow()).toList();
        List<Object> ys = pairs.stream().map(Aggregation::second).toList();
        return Moments.of(function, xs, ys).orElse(null);
    }

    /** The sum of the first inputs; a count has 1 for each. */
    private double decayed(long halfLife) {
        Decays decays = new Decays(halfLife, asOf);
        for (Seen event : events) {
            event.first()
                    .ifPresent(value -> decays.add(
                            event.time(), value instanceof Number number ? Numbers.nearestFloat(number) : 1));
        }
        return decays.result();
    }

    private double secondsSince(Seen event) {
        return NearestDouble.of(
                BigInteger.valueOf(asOf).subtract(BigInteger.valueOf(event.time())), BigInteger.valueOf(1_000_000));
    }

    private @Nullable Object interArrival(Feature.Function function) {
        if (events.size() < 2) {
            return null;
        }
        List<BigInteger> gaps = new ArrayList<>();
        for (int i = 1; i < events.size(); i++) {
            gaps.add(BigInteger.valueOf(events.get(i).time())
                    .subtract(BigInteger.valueOf(events.get(i - 1).time())));
        }
        BigInteger total = switch (function) {
            case INTER_ARRIVAL_AVG -> gaps.stream().reduce(BigInteger.ZERO, BigInteger::add);
            case INTER_ARRIVAL_MIN -> Collections.min(gaps);
            default -> Collections.max(gaps);
        };
        int parts = function == Feature.Function.INTER_ARRIVAL_AVG ? gaps.size() : 1;
        return NearestDouble.of(total, BigInteger.valueOf(parts * 1_000_000L));
    }

    private Answer ofValues(Feature.Function function, List<Object> values) {
        if (values.isEmpty()) {
            return ofEvents(null);
        }
        Object value = switch (function) {
            case MIN -> values.stream().min(ValueOrder.VALUES).orElseThrow();
            case MAX -> values.stream().max(ValueOrder.VALUES).orElseThrow();
            case FIRST -> values.getFirst();
            case LAST -> values.getLast();
            case BOOL_AND -> !values.contains(false);
            case BOOL_OR -> values.contains(true);
            case SUM -> sum(values);
            case AVG -> avg(values);
            default -> throw new IllegalArgumentException("Answered above: " + function);
        };
        return value == null ? answer(Answer.Status.OUT_OF_RANGE, null) : present(value);
    }

    private static @Nullable Object sum(List<Object> values) {
        if (values.getFirst() instanceof BigDecimal) {
            return DecimalNumbers.sum(values);
        }
        return values.getFirst() instanceof Double
                ? (Object) Reals.quotient(doubles(values), 1)
                : Numbers.fitting(integerSum(values));
    }

    private static @Nullable Object avg(List<Object> values) {
        if (values.getFirst() instanceof BigDecimal) {
            return DecimalNumbers.average(values);
        }
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

    /** What there is to say of events that may make no value. */
    private Answer ofEvents(@Nullable Object value) {
        if (events.isEmpty()) {
            return answer(Answer.Status.NOT_FOUND, null);
        }
        return value == null ? answer(Answer.Status.NULL_VALUE, null) : present(value);
    }

    private static Answer present(Object value) {
        return answer(Answer.Status.PRESENT, value);
    }

    private static Answer answer(Answer.Status status, @Nullable Object value) {
        return new Answer(status, value, OptionalLong.empty());
    }
}
