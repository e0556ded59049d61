package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;

import dev.asof.registry.compute.expression.function.Parameter.Of;
import dev.asof.registry.compute.expression.function.Parameter.Written;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The function that says between which edges a number lies. */
final class BucketFunctions {
    private static final int MAX_EDGES = 1_000;
    private static final Written WHOLE_EDGES = edges(new ListType(INT64), "[0, 10, 100]");
    private static final Written EDGES = edges(new ListType(FLOAT64), "[0, 0.5, 1]");

    private BucketFunctions() {}

    private static Written edges(ListType type, String sample) {
        return new Written("edges", type, List.of(), List.of(sample));
    }

    static List<ScalarFunction> all() {
        return List.of(new FunctionBuilder(
                        "bucketize",
                        ScalarFunction.Category.NUMBER,
                        "How many of the edges are not above the value: 0 below the first of them, their number from the last"
                                + " on, and of NaN. The edges are a list of at most " + MAX_EDGES
                                + " numbers, each above the one before.")
                .takesWritten(List.of(new Of(INT64), WHOLE_EDGES), INT64, BucketFunctions::whole)
                .takesWritten(List.of(new Of(FLOAT64), EDGES), INT64, literals -> floating(literals, EDGES))
                .takesWritten(List.of(new Of(FLOAT64), WHOLE_EDGES), INT64, literals -> floating(literals, WHOLE_EDGES))
                .example("bucketize(7, [0, 10, 100])", "1")
                .example("bucketize(10, [0, 10, 100])", "2")
                .example("bucketize(-0.5, [0, 0.5, 1])", "0")
                .build());
    }

    private static Column elements(List<Value> literals, Written edges) {
        Column list = literals.getFirst().repeat(1);
        return new ListCodec((ListType) edges.type()).elements((BytesColumn) list, 0);
    }

    private static Body checked(Column elements, boolean isAscending, Function<Integer, Body> body) {
        int size = elements.size();
        boolean hasNull = IntStream.range(0, size).anyMatch(elements::isNull);
        return size > MAX_EDGES || hasNull || !isAscending
                ? new Body.Refused(
                        0, "edges are at most " + MAX_EDGES + " numbers, each above the one before, none of them null")
                : body.apply(size);
    }

    private static Body whole(List<Value> literals) {
        LongColumn column = (LongColumn) elements(literals, WHOLE_EDGES);
        long[] edges = column.values();
        boolean isAscending = IntStream.range(1, edges.length).allMatch(i -> edges[i - 1] < edges[i]);
        return checked(
                column,
                isAscending,
                size -> new Body.Computed(row -> {
                    long value = row.longAt(0);
                    int low = 0;
                    int high = size;
                    while (low < high) {
                        int middle = (low + high) >>> 1;
                        if (edges[middle] <= value) {
                            low = middle + 1;
                        } else {
                            high = middle;
                        }
                    }
                    row.set((long) low);
                }));
    }

    private static Body floating(List<Value> literals, Written written) {
        Column column = elements(literals, written);
        double[] edges = switch (column) {
            case LongColumn longs ->
                java.util.Arrays.stream(longs.values()).asDoubleStream().toArray();
            case DoubleColumn doubles -> doubles.values();
            case BytesColumn bytes -> throw new IllegalArgumentException("No numbers: " + bytes.type());
        };
        boolean isAscending = IntStream.range(1, edges.length).allMatch(i -> edges[i - 1] < edges[i])
                && (edges.length != 1 || !Double.isNaN(edges[0]));
        return checked(
                column,
                isAscending,
                size -> new Body.Computed(row -> {
                    double value = row.doubleAt(0);
                    int low = 0;
                    int high = size;
                    while (low < high) {
                        int middle = (low + high) >>> 1;
                        if (edges[middle] > value) {
                            high = middle;
                        } else {
                            low = middle + 1;
                        }
                    }
                    row.set((long) low);
                }));
    }
}
