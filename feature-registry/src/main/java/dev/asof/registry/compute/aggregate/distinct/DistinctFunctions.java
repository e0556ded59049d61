package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.aggregate.function.Arguments.NumberRange;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** The declarations of the functions of distinct values. */
public final class DistinctFunctions {
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
                    Mode::new),
            new AggregateDeclaration(
                    TopValues.NAME,
                    "top_n(x, n [, cap])",
                    "The n most frequent values, the most frequent first, of equally frequent ones the smaller first; OUT_OF_RANGE"
                            + " where there are more distinct ones than the cap, 10,000 unless given.",
                    DistinctFunctions::top));

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
                        NumberRange.CAP,
                        cap -> construction.of(arguments.getFirst().type(), (int) cap)));
    }

    private static Resolution top(List<Argument> arguments) {
        return Arguments.ofInputsAndNumbers(
                TopValues.NAME,
                arguments,
                1,
                List.of(NumberRange.LIMIT, NumberRange.CAP),
                numbers -> Arguments.ofLists(
                        arguments.getFirst().type(), type -> new TopValues(type, (int) numbers[0], (int) numbers[1])));
    }

    /** Makes a function of the type of x and the cap. */
    private interface Construction {
        AggregateFunction<?> of(DataType type, int cap);
    }
}
