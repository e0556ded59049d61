package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.aggregate.function.Arguments.NumberRange;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** The declarations of the functions of distinct values. */
public final class DistinctFunctions {
    private static final NumberRange CAP = new NumberRange("the cap", 10_000, 1, 1_000_000);

    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(
            declare(
                    "count_distinct",
                    "The exact number of distinct values; OUT_OF_RANGE where there are more than the cap, 10,000 unless given.",
                    "Null inputs are ignored; 0 where none is left.",
                    CountDistinct::new),
            declare(
                    "mode",
                    "The most frequent value, the smallest of several; OUT_OF_RANGE where there are more distinct ones than the"
                            + " cap, 10,000 unless given.",
                    "Null inputs are ignored; where none is left the value is null.",
                    Mode::new));

    private DistinctFunctions() {}

    private static AggregateDeclaration declare(String name, String meaning, String nulls, Construction construction) {
        return new AggregateDeclaration(
                name,
                name + "(x [, cap])",
                meaning,
                nulls,
                arguments -> Arguments.ofOneAndNumber(
                        name,
                        arguments,
                        CAP,
                        cap -> construction.of(arguments.getFirst().type(), (int) cap)));
    }

    /** Makes a function of the type of x and the cap. */
    private interface Construction {
        AggregateFunction<?> of(DataType type, int cap);
    }
}
