package dev.asof.it.generate;

import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Draws what functions of windows take beside their inputs. */
final class ParameterGenerator {
    private final Dice dice;
    private final Clock clock;

    ParameterGenerator(Dice dice, Clock clock) {
        this.dice = dice;
        this.clock = clock;
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

    /** Edges for inputs of a type: beside numbers of either kind whole numbers or floats. */
    private List<Object> edges(Type type) {
        boolean areFloats = type.isNumber() && dice.chance(50);
        return IntStream.range(0, dice.between(1, 6))
                .mapToObj(i -> areFloats ? (Object) floatEdge() : wholeEdge(type))
                .distinct()
                .sorted()
                .toList();
    }

    private double floatEdge() {
        return dice.chance(50) ? dice.between(-12, 48) / 4.0 : dice.between(-10_000, 100_000) / 100.0;
    }

    private long wholeEdge(Type type) {
        return switch (type.kind()) {
            case DATE -> dice.between(-3, 3);
            case TIMESTAMP -> Math.clamp(clock.time(), Clock.FIRST_TIME, Clock.LAST_TIME);
            default -> dice.chance(50) ? dice.between(-3, 12) : dice.between(-10_000, 100_000);
        };
    }
}
