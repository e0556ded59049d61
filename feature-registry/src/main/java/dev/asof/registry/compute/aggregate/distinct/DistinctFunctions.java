package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.aggregate.function.Arguments.NumberRange;
import java.util.List;

/** The declarations of the functions of distinct values. */
public final class DistinctFunctions {
    private static final NumberRange CAP = new NumberRange("the cap", 10_000, 1, 1_000_000);

    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(new AggregateDeclaration(
            "count_distinct",
            "count_distinct(x [, cap])",
            "The exact number of distinct values; OUT_OF_RANGE where there are more than the cap, 10,000 unless given.",
            arguments -> Arguments.ofOneAndNumber(
                    "count_distinct",
                    arguments,
                    CAP,
                    cap -> new CountDistinct(arguments.getFirst().type(), (int) cap))));

    private DistinctFunctions() {}
}
