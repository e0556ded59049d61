package dev.asof.it.generate;

import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws what functions of windows take beside their inputs. */
final class ParameterGenerator {
    /** Of edges that are decimals, so that whole numbers of 19 digits may stand beside them. */
    private static final int MOST_AFTER_POINT = 10;

    private final Dice dice;
    private final Clock clock;
    private final ValueGenerator values;

    ParameterGenerator(Dice dice, Clock clock, ValueGenerator values) {
        this.dice = dice;
        this.clock = clock;
        this.values = values;
    }

    /** @param input the type of the first input */
    Optional<Object> parameter(Feature.Function function, Optional<Type> input) {
        return switch (function) {
            case APPROX_QUANTILE -> Optional.of(dice.either(this::quantile, this::quantiles));
            case DECAYED_SUM, DECAYED_COUNT -> Optional.of(dice.one(1L, clock.span(1, 4), 86_400_000_000L));
            case FIRST_N, LAST_N, LAST_DISTINCT_N, TOP_N, TOP_N_BY_SUM -> Optional.of(limit(input));
            case HISTOGRAM -> Optional.of(edges(input.orElseThrow()));
            default -> Optional.empty();
        };
    }

    /** Of bools there are few short lists. */
    private long limit(Optional<Type> input) {
        return input.equals(Optional.of(Type.BOOL))
                ? dice.one(2L, 25L, 60L, 60L, 60L, 60L)
                : dice.one(1L, 2L, 2L, 3L, 7L, 25L);
    }

    /** Of how many groups there is an entry. */
    OptionalLong top() {
        return dice.chance(50) ? OptionalLong.empty() : OptionalLong.of(dice.between(1, 3));
    }

    private double quantile() {
        return dice.one(0.0, 0.5, 1.0, dice.between(0, 1_000) / 1_000.0);
    }

    private List<Double> quantiles() {
        return IntStream.range(0, dice.between(1, 3)).mapToObj(i -> quantile()).toList();
    }

    /** Edges for inputs of a type: beside integers any numbers, beside floats and decimals these or whole numbers. */
    private List<Object> edges(Type type) {
        if (dice.chance(type.isDecimal() ? 80 : 20) && (type.isInteger() || type.isDecimal())) {
            return decimalEdges(Math.min(type.scale(), MOST_AFTER_POINT));
        }
        boolean areFloats = type.isNumber() && dice.chance(50);
        return IntStream.range(0, dice.one(1, 3, 6, 10, 16))
                .mapToObj(i -> areFloats ? (Object) floatEdge(type) : wholeEdge(type))
                .distinct()
                .sorted()
                .toList();
    }

    /** Now and then beyond all that inputs can be. */
    private List<Object> decimalEdges(int scale) {
        return IntStream.range(0, dice.one(1, 3, 6, 10, 16))
                .mapToObj(i -> decimalEdge(scale))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(Object.class::cast)
                .toList();
    }

    private BigDecimal decimalEdge(int scale) {
        return switch (dice.between(0, 9)) {
            case 0 -> BigDecimal.TEN.pow(20).multiply(BigDecimal.valueOf(dice.one(-1, 1)));
            case 1, 2, 3 -> BigDecimal.valueOf(dice.between(-10_000, 100_000), dice.one(0, 1, 3, scale));
            default -> (BigDecimal) values.value(Type.decimal(28, scale), ValueGenerator.Flavor.WIDE);
        };
    }

    /** Also of integers, beside which it may lie anywhere between two. */
    private double floatEdge(Type type) {
        return switch (dice.between(0, 3)) {
            case 0 -> dice.between(-12, 48) / 4.0;
            case 1 -> dice.between(-10_000, 100_000) / 100.0;
            default -> ((Number) values.value(type, ValueGenerator.Flavor.WIDE)).doubleValue();
        };
    }

    private long wholeEdge(Type type) {
        if (type.isInteger() && dice.chance(60)) {
            return (Long) values.value(type, ValueGenerator.Flavor.WIDE);
        }
        return switch (type.kind()) {
            case DATE -> dice.chance(30) ? dice.between(-3, 3) : dice.between(-700_000, 2_900_000);
            case TIMESTAMP -> Math.clamp(clock.time(), Clock.FIRST_TIME, Clock.LAST_TIME);
            default -> dice.chance(50) ? dice.between(-3, 12) : dice.between(-10_000, 100_000);
        };
    }
}
