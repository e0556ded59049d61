package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The greatest and least of several values of one row, by the order of values and not by the comparison operators. */
final class OrderFunctions {
    private static final String ORDER = " by the order of values: -0.0 below 0.0, NaN above all, strings by their"
            + " UTF-8 bytes. Null where any is null.";

    /** Which end of the order is wanted. */
    private enum End {
        LEAST(-1),
        GREATEST(1);

        private final int sign;

        End(int sign) {
            this.sign = sign;
        }

        boolean prefers(int comparison) {
            return comparison * sign > 0;
        }
    }

    private OrderFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                function("greatest", "The greatest of the values" + ORDER, End.GREATEST)
                        .example("greatest(1, 3, 2)", "3")
                        .example("greatest(1, 2.5)", "2.5")
                        .example("greatest('b', 'a')", "'b'")
                        .build(),
                function("least", "The least of the values" + ORDER, End.LEAST)
                        .example("least(1, 3, 2)", "1")
                        .example("least(0.0, -0.0)", "-0.0")
                        .build());
    }

    private static FunctionBuilder function(String name, String description, End end) {
        FunctionBuilder builder =
                new FunctionBuilder(name, ScalarFunction.Category.ANY, description).fails("a string beyond 1 MiB");
        for (DataType type : List.of(
                ScalarType.INT64, ScalarType.FLOAT64, ScalarType.STRING, ScalarType.DATE, ScalarType.TIMESTAMP)) {
            switch (type.lane()) {
                case LONG -> builder.takesRepeated(List.of(type), type, row -> pickLong(row, end));
                case DOUBLE -> builder.takesRepeated(List.of(type), type, row -> pickDouble(row, end));
                case BYTES -> builder.takesRepeated(List.of(type), type, row -> pickText(row, end));
            }
        }
        return builder.with(decimals(end));
    }

    /** Decimals of one type; both of their lanes have their order. */
    private static Form decimals(End end) {
        return new SignatureFamily(
                "decimal(p,s), ...",
                "decimal(p,s)",
                types -> isOne(types) && types.getFirst() instanceof DecimalType type
                        ? Optional.of(Signature.repeated(
                                List.of(type),
                                type,
                                type.lane() == DataType.Lane.LONG
                                        ? row -> pickLong(row, end)
                                        : row -> pickText(row, end)))
                        : Optional.empty(),
                List.of(List.of(new DecimalType(18, 3)), List.of(new DecimalType(38, 10))));
    }

    private static boolean isOne(List<DataType> types) {
        return types.stream().distinct().count() == 1;
    }

    private static void pickLong(Cursor row, End end) {
        long best = row.longAt(0);
        for (int i = 1; i < row.argumentCount(); i++) {
            best = end.prefers(Long.compare(row.longAt(i), best)) ? row.longAt(i) : best;
        }
        row.set(best);
    }

    private static void pickDouble(Cursor row, End end) {
        double best = row.doubleAt(0);
        for (int i = 1; i < row.argumentCount(); i++) {
            best = end.prefers(Double.compare(row.doubleAt(i), best)) ? row.doubleAt(i) : best;
        }
        row.set(best);
    }

    private static void pickText(Cursor row, End end) {
        int best = 0;
        for (int i = 1; i < row.argumentCount(); i++) {
            best = end.prefers(compareText(row, i, best)) ? i : best;
        }
        row.text().append(row.dataAt(best), row.fromAt(best), row.toAt(best));
    }

    private static int compareText(Cursor row, int left, int right) {
        return Arrays.compareUnsigned(
                row.dataAt(left),
                row.fromAt(left),
                row.toAt(left),
                row.dataAt(right),
                row.fromAt(right),
                row.toAt(right));
    }
}
