package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.Arguments;
import java.util.List;

/** The declarations of the approximate functions. */
public final class SketchFunctions {
    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(new AggregateDeclaration(
            "approx_count_distinct",
            "approx_count_distinct(x)",
            "The number of distinct values, with a standard error of 1.6 %.",
            arguments -> Arguments.ofOne(
                    "approx_count_distinct",
                    arguments,
                    type -> new Resolution.Resolved(new ApproxCountDistinct(), 1))));

    private SketchFunctions() {}
}
