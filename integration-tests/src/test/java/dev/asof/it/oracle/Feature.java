package dev.asof.it.oracle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One feature of a view. Spans are in microseconds.
 *
 * @param input what it reads of an event; none for {@code count(*)}
 * @param delayMicros how long an event stays unseen: its own delay or its view's
 * @param closedLeft whether an event at the very time asked about is unseen
 */
public record Feature(
        String name,
        Kind kind,
        Optional<Expr> input,
        Optional<Expr> where,
        long delayMicros,
        boolean closedLeft,
        Optional<Object> defaultValue) {

    /** What is made of the events. */
    public sealed interface Kind {}

    /** The input on the greatest event, if it is not older than the greatest age. */
    public record Latest(OptionalLong maxAgeMicros) implements Kind {}

    /**
     * A function over the inputs of the events of a window.
     *
     * @param second the second input of functions that have two
     * @param parameter of a quantile, which one, a Double, or which ones, a List; of decay, the half-life in microseconds, a
     *     Long; of a histogram its edges, a List of Long, Double or
     *     BigDecimal; of other lists the most values, a Long
     * @param by how events are grouped, if they are
     * @param cap how many distinct values {@code count_distinct}, {@code mode} and the like count, and how many groups there
     *     can be
     */
    public record Aggregate(
            Function function, Optional<Expr> second, Optional<Object> parameter, Optional<By> by, Span window, int cap)
            implements Kind {
        public Aggregate(Function function, Span window) {
            this(function, Optional.empty(), Optional.empty(), Optional.empty(), window, 3);
        }

        /** Which quantile is asked for. */
        double quantile() {
            return (Double) parameter.orElseThrow();
        }

        /** How many values a list has at most. */
        long limit() {
            return (Long) parameter.orElseThrow();
        }

        /** The edges of a histogram, ascending. */
        public List<Object> edges() {
            return List.copyOf((List<?>) parameter.orElseThrow());
        }

        /** The half-life in microseconds. */
        long halfLife() {
            return (Long) parameter.orElseThrow();
        }
    }

    /**
     * Groups of events.
     *
     * @param top of how many groups there is an entry, if not of all
     */
    public record By(Expr key, OptionalLong top) {}

    /** Which events belong to a window. */
    public sealed interface Span {
        /** How long after an event it makes a difference; 0 if it always does. */
        default long reachMicros() {
            return switch (this) {
                case Unbounded unbounded -> 0;
                case Sliding(long micros, long resolution) -> micros;
                case Session(long gap) -> gap;
                case Tumbling(long micros, boolean previous) -> micros;
                case Calendar calendar -> 0;
            };
        }
    }

    /** All of them. */
    public record Unbounded() implements Span {}

    /** Those of the last while, whose start is rounded down to a multiple of the resolution. */
    public record Sliding(long micros, long resolutionMicros) implements Span {
        public Sliding(long micros) {
            this(micros, 1);
        }
    }

    /** Those of the period of fixed length that the anchor lies in, or of the one before. */
    public record Tumbling(long micros, boolean previous) implements Span {}

    /** Those of the period of a zone's calendar that the anchor lies in, or of the one before. */
    public record Calendar(Calendars.Unit unit, String zone, boolean previous) implements Span {}

    /** Those of the session that is open. */
    public record Session(long gapMicros) implements Span {}

    /** The functions of windows. */
    public enum Function {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        BOOL_AND,
        BOOL_OR,
        FIRST,
        LAST,
        MIN_BY,
        MAX_BY,
        VAR_POP,
        VAR_SAMP,
        STDDEV_POP,
        STDDEV_SAMP,
        SKEWNESS,
        KURTOSIS,
        COVAR_POP,
        COVAR_SAMP,
        CORR,
        DECAYED_SUM,
        DECAYED_COUNT,
        TIME_SINCE_FIRST,
        TIME_SINCE_LAST,
        COUNT_DISTINCT,
        MODE,
        APPROX_COUNT_DISTINCT,
        APPROX_QUANTILE,
        INTER_ARRIVAL_AVG,
        INTER_ARRIVAL_MIN,
        INTER_ARRIVAL_MAX,
        FIRST_N,
        LAST_N,
        LAST_DISTINCT_N,
        TOP_N,
        TOP_N_BY_SUM,
        HISTOGRAM;

        /** Whether the answer depends on the time asked about, and not on the events of the window alone. */
        boolean countsFromQuestion() {
            return switch (this) {
                case DECAYED_SUM, DECAYED_COUNT, TIME_SINCE_FIRST, TIME_SINCE_LAST -> true;
                default -> false;
            };
        }
    }

    /** The type of its values. */
    public Type type() {
        return switch (kind) {
            case Latest latest -> inputType();
            case Aggregate aggregate ->
                aggregate.by().isPresent() ? Type.map(ungrouped(aggregate)) : ungrouped(aggregate);
        };
    }

    private Type ungrouped(Aggregate aggregate) {
        return switch (aggregate.function()) {
            case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> Type.INT64;
            case SUM ->
                switch (inputType().kind()) {
                    case DECIMAL -> DecimalNumbers.ofSum(inputType());
                    case INT32, INT64 -> Type.INT64;
                    default -> Type.FLOAT64;
                };
            case AVG -> inputType().isDecimal() ? DecimalNumbers.ofAverage(inputType()) : Type.FLOAT64;
            case VAR_POP,
                    VAR_SAMP,
                    STDDEV_POP,
                    STDDEV_SAMP,
                    SKEWNESS,
                    KURTOSIS,
                    COVAR_POP,
                    COVAR_SAMP,
                    CORR,
                    DECAYED_SUM,
                    DECAYED_COUNT,
                    TIME_SINCE_FIRST,
                    TIME_SINCE_LAST,
                    INTER_ARRIVAL_AVG,
                    INTER_ARRIVAL_MIN,
                    INTER_ARRIVAL_MAX -> Type.FLOAT64;
            case APPROX_QUANTILE ->
                aggregate.parameter().orElseThrow() instanceof List<?> ? Type.list(Type.FLOAT64) : Type.FLOAT64;
            case HISTOGRAM -> Type.list(Type.INT64);
            case FIRST_N, LAST_N, LAST_DISTINCT_N, TOP_N, TOP_N_BY_SUM -> Type.list(inputType());
            case BOOL_AND, BOOL_OR -> Type.BOOL;
            case MIN, MAX, FIRST, LAST, MIN_BY, MAX_BY, MODE -> inputType();
        };
    }

    private Type inputType() {
        return input.orElseThrow().type();
    }

    SortedSet<String> columns() {
        SortedSet<String> names = new TreeSet<>();
        input.ifPresent(expression -> names.addAll(expression.columns()));
        if (kind instanceof Aggregate aggregate) {
            aggregate.second().ifPresent(expression -> names.addAll(expression.columns()));
            aggregate.by().ifPresent(by -> names.addAll(by.key().columns()));
        }
        where.ifPresent(filter -> names.addAll(filter.columns()));
        return names;
    }
}
