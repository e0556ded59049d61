package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;
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
                    "approx_quantile(x, q), approx_quantile(x, [q, ...])",
                    "The quantile q of x, from 0 to 1, or a list of several, with a relative error of at most 1 % where |x| is from 1e-12 to 1e19, in at"
                            + " most 7,144 counts of state.",
                    SketchFunctions::quantile));

    private static final int MOST_QUANTILES = 100;

    private SketchFunctions() {}

    private static Resolution quantile(List<Argument> arguments) {
        if (arguments.size() != 2) {
            return new Resolution.Refused(
                    "approx_quantile takes one argument and the quantile, such as 0.5, not " + arguments.size());
        }
        DataType type = arguments.getFirst().type();
        if (!type.isNumeric()) {
            return new Resolution.Refused("approx_quantile takes a number, not " + type.displayName());
        }
        return quantiles(arguments.get(1))
                .filter(quantiles -> quantiles.stream().allMatch(quantile -> quantile >= 0 && quantile <= 1))
                .<Resolution>map(quantiles -> new Resolution.Resolved(
                        new ApproxQuantile(
                                quantiles,
                                arguments.get(1).type() instanceof ListType
                                        ? ApproxQuantile.Form.LIST
                                        : ApproxQuantile.Form.NUMBER),
                        1))
                .orElseGet(() -> new Resolution.Refused(
                        "the quantile of approx_quantile is a number from 0 to 1, written out, or a list of up to "
                                + MOST_QUANTILES + " such numbers"));
    }

    private static Optional<List<Double>> quantiles(Argument argument) {
        return argument.constant().flatMap(constant -> switch (constant) {
            case Value.BytesValue(ListType type, byte[] list) -> {
                Column elements = new ListCodec(type).elements((BytesColumn) constant.repeat(1), 0);
                yield elements.mayHaveNulls() || elements.size() > MOST_QUANTILES
                        ? Optional.empty()
                        : numbers(elements);
            }
            case Value.BytesValue text -> Optional.empty();
            case Value.LongValue number -> numbers(number.repeat(1));
            case Value.DoubleValue number -> numbers(number.repeat(1));
        });
    }

    private static Optional<List<Double>> numbers(Column column) {
        return switch (column) {
            case DoubleColumn doubles ->
                Optional.of(Arrays.stream(doubles.values()).boxed().toList());
            case LongColumn longs
            when longs.type() == ScalarType.INT64 ->
                Optional.of(
                        Arrays.stream(longs.values()).asDoubleStream().boxed().toList());
            case LongColumn others -> Optional.empty();
            case BytesColumn bytes -> Optional.empty();
        };
    }
}
