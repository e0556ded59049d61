package dev.asof.it.generate;

import dev.asof.it.oracle.Calendars;
import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Draws views with their features. */
final class ViewGenerator {
    private final Dice dice;
    private final Clock clock;
    private final ValueGenerator values;
    private final ExpressionGenerator expressions;
    private final ParameterGenerator parameters;
    private final TwinGenerator twins;
    private final Source source;
    private final List<String> keyColumns;

    ViewGenerator(Dice dice, Clock clock, ValueGenerator values, Source source, List<String> keyColumns) {
        this.dice = dice;
        this.clock = clock;
        this.values = values;
        this.expressions = new ExpressionGenerator(dice, values, source.columns());
        this.parameters = new ParameterGenerator(dice, clock, values);
        this.twins = new TwinGenerator(dice, clock, expressions);
        this.source = source;
        this.keyColumns = keyColumns;
    }

    View view() {
        Optional<Expr> where = dice.chance(35) ? Optional.of(expressions.condition()) : Optional.empty();
        long delay = dice.chance(30) ? clock.span(1, 3) : 0;
        boolean closedLeft = dice.chance(30);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < dice.between(2, 6); i++) {
            features.add(feature("f" + i, delay, closedLeft));
        }
        if (dice.chance(40)) {
            features.add(twins.twin("twin", dice.oneOf(features)));
        }
        return new View(source, keyColumns, where, features);
    }

    private Feature feature(String name, long viewDelay, boolean viewClosedLeft) {
        Optional<Expr> where = dice.chance(25) ? Optional.of(expressions.condition()) : Optional.empty();
        long delay = dice.chance(15) ? dice.one(0L, clock.span(1, 4)) : viewDelay;
        boolean closedLeft = dice.chance(15) ? !viewClosedLeft : viewClosedLeft;
        Optional<Feature.Function> function =
                dice.chance(35) ? Optional.empty() : Optional.of(dice.one(Feature.Function.values()));
        Optional<Expr> input = function.map(this::input).orElseGet(() -> Optional.of(expressions.any()));
        Feature.Kind kind = function.map(each -> aggregate(each, input)).orElseGet(this::latest);
        Feature plain = new Feature(name, kind, input, where, delay, closedLeft, Optional.empty());
        Optional<Object> defaultValue = dice.chance(25) ? Optional.of(defaultValue(plain.type())) : Optional.empty();
        return new Feature(name, kind, input, where, delay, closedLeft, defaultValue);
    }

    private Object defaultValue(Type type) {
        return dice.chance(50) && type.isInteger() ? Long.valueOf(0) : values.value(type);
    }

    private Feature.Kind latest() {
        return new Feature.Latest(dice.chance(50) ? OptionalLong.of(clock.span(1, 4)) : OptionalLong.empty());
    }

    private Feature.Kind aggregate(Feature.Function function, Optional<Expr> input) {
        return new Feature.Aggregate(
                function,
                second(function),
                parameters.parameter(function, input.map(Expr::type)),
                by(function),
                window(),
                dice.one(1, 3, 3, 50));
    }

    private Optional<Feature.By> by(Feature.Function function) {
        return Cell.absence(function, Cell.Form.GROUPED).isEmpty() && dice.chance(20)
                ? Optional.of(new Feature.By(expressions.text(), parameters.top()))
                : Optional.empty();
    }

    private Feature.Span window() {
        return switch (dice.between(0, 9)) {
            case 0, 1, 2, 3 -> new Feature.Sliding(clock.span(1, 5), dice.chance(30) ? clock.span(1, 3) : 1);
            case 4 -> new Feature.Tumbling(clock.span(1, 5), dice.chance(40));
            case 5, 6 ->
                new Feature.Calendar(dice.one(Calendars.Unit.values()), dice.oneOf(Clock.ZONES), dice.chance(40));
            case 7, 8 -> new Feature.Session(clock.span(1, 3));
            default -> new Feature.Unbounded();
        };
    }

    private Optional<Expr> input(Feature.Function function) {
        return switch (function) {
            case COUNT -> dice.chance(50) ? Optional.empty() : Optional.of(expressions.any());
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
                    HISTOGRAM,
                    APPROX_QUANTILE -> Optional.of(expressions.addend());
            case BOOL_AND, BOOL_OR -> Optional.of(expressions.condition());
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
                    TOP_N_BY_SUM -> Optional.of(expressions.any());
            case DECAYED_COUNT,
                    TIME_SINCE_FIRST,
                    TIME_SINCE_LAST,
                    INTER_ARRIVAL_AVG,
                    INTER_ARRIVAL_MIN,
                    INTER_ARRIVAL_MAX -> Optional.empty();
        };
    }

    private Optional<Expr> second(Feature.Function function) {
        return switch (function) {
            case MIN_BY, MAX_BY -> Optional.of(expressions.any());
            case COVAR_POP, COVAR_SAMP, CORR, TOP_N_BY_SUM -> Optional.of(expressions.addend());
            default -> Optional.empty();
        };
    }
}
