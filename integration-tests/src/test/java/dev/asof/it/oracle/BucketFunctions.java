package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.FLOAT64;
import static dev.asof.it.oracle.Type.INT64;

import dev.asof.it.oracle.RowFunction.Parameter;
import java.util.List;

/** Where a number lies among edges. */
final class BucketFunctions {
    private static final Parameter WHOLE = new Parameter.Written(
            Type.list(INT64),
            List.of(
                    List.of(0L),
                    List.of(-1L, 0L, 5L, 10L),
                    List.of(Long.MIN_VALUE, 1L << 53, Long.MAX_VALUE),
                    List.of(1L, 2L, 3L, 100L, 1_000L, 100_000L)));

    private static final Parameter EDGES = new Parameter.Written(
            Type.list(FLOAT64),
            List.of(List.of(0.0), List.of(-0.0, 0.5, 1e300), List.of(-1e16, -2.5, 0.1, 1.0, 9.99, 1e16)));

    private BucketFunctions() {}

    static List<RowFunction> all() {
        return List.of(
                new RowFunction(
                        "bucketize",
                        List.of(new Parameter.Any(INT64), WHOLE),
                        INT64,
                        a -> edges(a).stream()
                                .filter(edge -> (Long) edge <= (Long) a.getFirst())
                                .count()),
                new RowFunction(
                        "bucketize", List.of(new Parameter.Any(FLOAT64), EDGES), INT64, BucketFunctions::floating),
                new RowFunction(
                        "bucketize", List.of(new Parameter.Any(FLOAT64), WHOLE), INT64, BucketFunctions::floating));
    }

    private static List<?> edges(List<Object> arguments) {
        return (List<?>) arguments.get(1);
    }

    private static Object floating(List<Object> arguments) {
        double value = (Double) arguments.getFirst();
        return edges(arguments).stream()
                .filter(edge -> Double.isNaN(value) || ((Number) edge).doubleValue() <= value)
                .count();
    }
}
