package dev.asof.it.generate;

import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One kind of aggregate feature: a function over inputs of a type, in a form of window.
 *
 * @param type of the first input; empty where the function takes none
 */
public record Cell(Feature.Function function, Optional<Type> type, Form form) {

    /** The types of inputs; of those with parameters there are some that differ in how they are held. */
    public static final List<Type> TYPES = Stream.concat(
                    Type.PLAIN.stream(),
                    Stream.of(
                            Type.decimal(18, 3),
                            Type.decimal(38, 10),
                            Type.list(Type.FLOAT32),
                            Type.list(Type.FLOAT64, 3),
                            Type.list(Type.list(Type.STRING)),
                            Type.map(Type.INT64),
                            Type.map(Type.list(Type.decimal(20, 2)))))
            .toList();

    private static final Set<Feature.Function> GROWING = EnumSet.of(
            Feature.Function.COUNT_DISTINCT,
            Feature.Function.MODE,
            Feature.Function.APPROX_COUNT_DISTINCT,
            Feature.Function.APPROX_QUANTILE,
            Feature.Function.DECAYED_SUM,
            Feature.Function.DECAYED_COUNT,
            Feature.Function.FIRST_N,
            Feature.Function.LAST_N,
            Feature.Function.LAST_DISTINCT_N,
            Feature.Function.TOP_N,
            Feature.Function.TOP_N_BY_SUM);

    /** The forms of windows, each with what else moves its bounds. */
    public enum Form {
        SLIDING,
        ROUNDED,
        DELAYED,
        CLOSED_LEFT,
        UNBOUNDED,
        SESSION,
        TUMBLING,
        CALENDAR,
        /** Sliding, by groups. */
        GROUPED
    }

    /** All that exist. */
    public static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (Feature.Function function : Feature.Function.values()) {
            for (Optional<Type> type : inputs()) {
                if (absence(function, type).isEmpty()) {
                    Arrays.stream(Form.values())
                            .filter(form -> absence(function, form).isEmpty())
                            .forEach(form -> cells.add(new Cell(function, type, form)));
                }
            }
        }
        return cells;
    }

    /** What a function can be asked to take: nothing, or an input of each type. */
    public static List<Optional<Type>> inputs() {
        List<Optional<Type>> inputs = new ArrayList<>(List.of(Optional.empty()));
        TYPES.stream().map(Optional::of).forEach(inputs::add);
        return inputs;
    }

    /** Why a function has no such form; empty if it does. */
    public static Optional<String> absence(Feature.Function function, Form form) {
        return reason(
                form != Form.GROUPED || !GROWING.contains(function),
                "it keeps more than a few numbers or values, which is too much for each group");
    }

    /** Why a function doesn't take such an input; empty if it does. */
    public static Optional<String> absence(Feature.Function function, Optional<Type> type) {
        return switch (function) {
            case COUNT -> Optional.empty();
            case DECAYED_COUNT,
                    TIME_SINCE_FIRST,
                    TIME_SINCE_LAST,
                    INTER_ARRIVAL_AVG,
                    INTER_ARRIVAL_MIN,
                    INTER_ARRIVAL_MAX -> type.map(given -> "it is about events, and takes no input");
            case BOOL_AND, BOOL_OR -> reason(type.equals(Optional.of(Type.BOOL)), "it is about truth");
            case MIN,
                    MAX,
                    FIRST,
                    LAST,
                    MIN_BY,
                    MAX_BY,
                    MODE,
                    COUNT_DISTINCT,
                    APPROX_COUNT_DISTINCT,
                    FIRST_N,
                    LAST_N,
                    LAST_DISTINCT_N,
                    TOP_N,
                    TOP_N_BY_SUM -> reason(type.isPresent(), "it takes an input");
            case HISTOGRAM ->
                reason(type.filter(Cell::hasHistograms).isPresent(), "it is about numbers, dates and timestamps");
            case SUM,
                    AVG,
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
                    APPROX_QUANTILE -> reason(type.filter(Type::isArithmetic).isPresent(), "it is about numbers");
        };
    }

    /** Why a cell has few different values, whatever the events. */
    public record Bound(int values, String reason) {}

    /** The most different values a cell can have, where they are few; empty if it has any number of them. */
    public Optional<Bound> bound() {
        return form == Form.GROUPED ? Optional.empty() : ungroupedBound();
    }

    private Optional<Bound> ungroupedBound() {
        boolean isOfBools = type.equals(Optional.of(Type.BOOL));
        return switch (function) {
            case BOOL_AND, BOOL_OR, MIN, MAX, FIRST, LAST, MIN_BY, MAX_BY, MODE ->
                bound(isOfBools, 2, "a bool is one of two");
            case COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> bound(isOfBools, 3, "there are none, one or both bools");
            case LAST_DISTINCT_N, TOP_N, TOP_N_BY_SUM -> bound(isOfBools, 4, "there are four lists of different bools");
            case COUNT,
                    SUM,
                    AVG,
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
                    APPROX_QUANTILE,
                    HISTOGRAM,
                    TIME_SINCE_FIRST,
                    TIME_SINCE_LAST,
                    INTER_ARRIVAL_AVG,
                    INTER_ARRIVAL_MIN,
                    INTER_ARRIVAL_MAX,
                    FIRST_N,
                    LAST_N -> Optional.empty();
        };
    }

    /** Whether it has many different values only where windows have many events. */
    boolean isCount() {
        boolean counts = function == Feature.Function.COUNT
                || function == Feature.Function.COUNT_DISTINCT
                || function == Feature.Function.APPROX_COUNT_DISTINCT;
        return counts && form != Form.GROUPED && bound().isEmpty();
    }

    /** Whether its values are lists of bools, of which those of few events are few. */
    boolean isListOfBools() {
        return type.equals(Optional.of(Type.BOOL))
                && (function == Feature.Function.FIRST_N || function == Feature.Function.LAST_N);
    }

    private static Optional<Bound> bound(boolean isBounded, int values, String reason) {
        return isBounded ? Optional.of(new Bound(values, reason)) : Optional.empty();
    }

    private static boolean hasHistograms(Type type) {
        return type.isArithmetic() || type.equals(Type.DATE) || type.equals(Type.TIMESTAMP);
    }

    private static Optional<String> reason(boolean exists, String otherwise) {
        return exists ? Optional.empty() : Optional.of(otherwise);
    }
}
