package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** The declarations of the functions of moments. */
public final class MomentFunctions {
    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(
            declare(Moment.Statistic.VAR_POP, "The variance of the population."),
            declare(Moment.Statistic.VAR_SAMP, "The variance estimated from a sample: null of one value."),
            declare(Moment.Statistic.STDDEV_POP, "The standard deviation of the population."),
            declare(Moment.Statistic.STDDEV_SAMP, "The standard deviation estimated from a sample: null of one value."),
            declare(Moment.Statistic.SKEWNESS, "The skewness of the population: null where all values are equal."),
            declare(
                    Moment.Statistic.KURTOSIS,
                    "The excess kurtosis of the population: null where all values are equal."),
            declare(PairMoment.Statistic.COVAR_POP, "The covariance of the population."),
            declare(PairMoment.Statistic.COVAR_SAMP, "The covariance estimated from a sample: null of one pair."),
            declare(PairMoment.Statistic.CORR, "Pearson's correlation: null where all values of one side are equal."));

    private MomentFunctions() {}

    private static AggregateDeclaration declare(Moment.Statistic statistic, String meaning) {
        String name = statistic.functionName();
        return new AggregateDeclaration(
                name,
                name + "(x)",
                meaning,
                arguments -> Arguments.ofOne(
                        name,
                        arguments,
                        type -> resolve(name, List.of(type), new Moment(statistic, Decimals.scale(type)))));
    }

    private static AggregateDeclaration declare(PairMoment.Statistic statistic, String meaning) {
        String name = statistic.functionName();
        return new AggregateDeclaration(
                name,
                name + "(x, y)",
                meaning,
                "Events where x or y is null are ignored; where none is left the value is null.",
                arguments -> Arguments.ofTwo(
                        name,
                        arguments,
                        (x, y) -> resolve(
                                name,
                                List.of(x, y),
                                new PairMoment(statistic, Decimals.scale(x) + Decimals.scale(y)))));
    }

    private static Resolution resolve(String name, List<DataType> types, AggregateFunction<?> function) {
        return types.stream()
                .filter(type -> !type.isNumeric())
                .findFirst()
                .<Resolution>map(type -> new Resolution.Refused(name + " takes numbers, not " + type.displayName()))
                .orElseGet(() -> new Resolution.Resolved(function, types.size()));
    }
}
