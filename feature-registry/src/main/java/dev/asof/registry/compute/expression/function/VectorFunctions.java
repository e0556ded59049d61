package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.Optional;

/** Functions of lists of numbers as vectors, in float64. Sums run from the first element to the last, each rounded. */
final class VectorFunctions {
    private static final String SUM = " Products and sums are rounded each, in the order of the elements.";
    private static final String NULLS = "where an element is null";
    private static final String LENGTHS = "the lists differ in length";
    private static final List<DataType> NUMBERS = List.of(ScalarType.FLOAT32, FLOAT64, INT64, ScalarType.INT32);

    private VectorFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                pair("dot_product", "The sum of the products of two lists' elements." + SUM, Vectors::dot)
                        .example("dot_product([1, 2, 3], [0.5, 1, 2])", "8.5")
                        .build(),
                pair(
                                "cosine_similarity",
                                "`dot_product(a, b) / (l2_norm(a) * l2_norm(b))`; NaN where a list is empty or has no element"
                                        + " but zeros.",
                                Vectors::cosine)
                        .example("cosine_similarity([1, 0], [1, 1])", "0.7071067811865475")
                        .build(),
                pair(
                                "l2_distance",
                                "The square root of the sum of the squares of the elements' differences." + SUM,
                                Vectors::distance)
                        .example("l2_distance([0, 0], [3, 4])", "5.0")
                        .build(),
                function("l2_norm", "The square root of the sum of the elements' squares." + SUM)
                        .isNull(NULLS)
                        .with(single())
                        .example("l2_norm([3, 4])", "5.0")
                        .build());
    }

    private static FunctionBuilder function(String name, String description) {
        return new FunctionBuilder(name, ScalarFunction.Category.NESTED, description);
    }

    private static FunctionBuilder pair(String name, String description, Combination combination) {
        return function(name, description)
                .isNull(NULLS)
                .fails(LENGTHS)
                .with(new SignatureFamily(
                        "list<number>, list<number>",
                        "float64",
                        types -> vectors(types, 2).map(lists -> Signature.of(types, FLOAT64, body(lists, combination))),
                        NUMBERS.stream()
                                .map(element -> List.<DataType>of(new ListType(element), new ListType(FLOAT64)))
                                .toList()));
    }

    private static Form single() {
        return new SignatureFamily(
                "list<number>",
                "float64",
                types -> vectors(types, 1).map(lists -> Signature.of(types, FLOAT64, norm(lists.getFirst()))),
                NUMBERS.stream()
                        .map(element -> List.<DataType>of(new ListType(element)))
                        .toList());
    }

    private static Optional<List<ListCodec>> vectors(List<DataType> types, int count) {
        boolean areVectors = types.size() == count
                && types.stream()
                        .allMatch(type ->
                                type instanceof ListType list && list.element().isIntegerOrFloat());
        return areVectors
                ? Optional.of(types.stream()
                        .map(type -> new ListCodec((ListType) type))
                        .toList())
                : Optional.empty();
    }

    /** What two vectors of one length make. */
    private interface Combination {
        double of(Vectors both, int length);
    }

    private static RowFunction body(List<ListCodec> codecs, Combination combination) {
        return row -> {
            Vectors both = new Vectors(row, codecs);
            int length = both.length(0);
            if (length != both.length(1)) {
                row.fail();
            } else if (both.hasNull(0, length) || both.hasNull(1, length)) {
                row.setNull();
            } else {
                row.set(combination.of(both, length));
            }
        };
    }

    private static RowFunction norm(ListCodec codec) {
        return row -> {
            Vectors one = new Vectors(row, List.of(codec));
            int length = one.length(0);
            if (one.hasNull(0, length)) {
                row.setNull();
            } else {
                row.set(StrictMath.sqrt(one.product(0, 0, length)));
            }
        };
    }

    /** The lists of one row. */
    private record Vectors(Cursor row, List<ListCodec> codecs) {
        int length(int list) {
            return codecs.get(list).size(row.dataAt(list), row.fromAt(list), row.toAt(list));
        }

        boolean hasNull(int list, int length) {
            for (int i = 0; i < length; i++) {
                if (codecs.get(list).isNull(row.dataAt(list), row.fromAt(list), i)) {
                    return true;
                }
            }
            return false;
        }

        private double at(int list, int index) {
            ListCodec codec = codecs.get(list);
            return codec.type().element().isFloat()
                    ? codec.doubleAt(row.dataAt(list), row.fromAt(list), index)
                    : (double) codec.longAt(row.dataAt(list), row.fromAt(list), index);
        }

        double product(int left, int right, int length) {
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += at(left, i) * at(right, i);
            }
            return sum;
        }

        static double dot(Vectors both, int length) {
            return both.product(0, 1, length);
        }

        static double cosine(Vectors both, int length) {
            double norms = StrictMath.sqrt(both.product(0, 0, length)) * StrictMath.sqrt(both.product(1, 1, length));
            return both.product(0, 1, length) / norms;
        }

        static double distance(Vectors both, int length) {
            double sum = 0;
            for (int i = 0; i < length; i++) {
                double difference = both.at(0, i) - both.at(1, i);
                sum += difference * difference;
            }
            return StrictMath.sqrt(sum);
        }
    }
}
