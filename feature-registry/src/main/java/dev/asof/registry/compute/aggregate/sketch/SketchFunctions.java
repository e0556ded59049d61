package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Optional;

/** The declarations of the approximate functions. */
public final class SketchFunctions {
    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(
            new AggregateDeclaration(
                    "approx_count_distinct",
                    "approx_count_distinct(x)",
                    "The number of distinct values, with a standard error of 1.6 %, in at most 4 KiB of state.",
                    "Null inputs are ignored; 0 where none is left.",
                    arguments -> Arguments.ofOne(
                            "approx_count_distinct",
                            arguments,
                            type -> new Resolution.Resolved(new ApproxCountDistinct(), 1))),
            new AggregateDeclaration(
                    "approx_quantile",
                    "approx_quantile(x, q)",
                    "The quantile q of x, from 0 to 1, with a relative error of at most 1 % where |x| is from 1e-12 to 1e19, in at"
                            + " most 7,144 counts of state.",
                    SketchFunctions::quantile));

    private SketchFunctions() {}

    private static Resolution quantile(List<Argument> arguments) {
        if (arguments.size() != 2) {
            return new Resolution.Refused(
                    "approx_quantile takes one argument and the quantile, such as 0.5, not " + arguments.size());
        }
        DataType type = arguments.getFirst().type();
        if (!(type instanceof ScalarType scalar && scalar.isNumeric())) {
            return new Resolution.Refused("approx_quantile takes an integer or a float, not " + type.displayName());
        }
        return number(arguments.get(1))
                .filter(quantile -> quantile >= 0 && quantile <= 1)
                .<Resolution>map(quantile -> new Resolution.Resolved(new ApproxQuantile(quantile), 1))
                .orElseGet(() ->
                        new Resolution.Refused("the quantile of approx_quantile is a number from 0 to 1, written out"));
    }

    private static Optional<Double> number(Argument argument) {
        return argument.constant().flatMap(constant -> switch (constant) {
            case Value.DoubleValue number -> Optional.of(number.value());
            case Value.LongValue number when number.type() == ScalarType.INT64 -> Optional.of((double) number.value());
            case Value.LongValue other -> Optional.empty();
            case Value.BytesValue text -> Optional.empty();
        });
    }
}
