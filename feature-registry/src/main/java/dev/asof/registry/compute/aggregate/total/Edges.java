package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The edges between the intervals of a histogram, strictly ascending. Integers and decimals are compared with each other by value;
 * where the numbers or the edges are floats, they are compared as float64s, where 0.0 and -0.0 are one value and NaN is above everything.
 */
sealed interface Edges permits LongEdges, WideEdges, DoubleEdges {
    /** How many edges there can be. */
    int MOST = 1_000;

    /** How many edges there are. */
    int size();

    /** How many edges are not above the value at a row, which is not null. */
    int notAbove(Column values, int row);

    /** Of so many edges, ascending, how many are not above a value. */
    static int notAbove(int size, IntPredicate isAbove) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (isAbove.test(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Whether there are histograms of the type. */
    static boolean takes(DataType type) {
        return type.isNumeric() || type == ScalarType.DATE || type == ScalarType.TIMESTAMP;
    }

    /** The edges that a list says, for inputs of a type; empty if it says none. */
    static Optional<Edges> of(DataType type, Optional<Value> list) {
        if (!(list.orElse(null) instanceof Value.BytesValue value && value.type() instanceof ListType listType)) {
            return Optional.empty();
        }
        Column edges = new ListCodec(listType).elements((BytesColumn) value.repeat(1), 0);
        return edges.mayHaveNulls() || edges.size() > MOST ? Optional.empty() : of(type, edges);
    }

    private static Optional<Edges> of(DataType type, Column edges) {
        if (isExact(type) && isExact(edges.type())) {
            return exact(type, edges);
        }
        if (type.isIntegerOrFloat() && edges.type().isIntegerOrFloat()) {
            return DoubleEdges.of(doubles(edges));
        }
        return edges.type().equals(type) ? exact(type, edges) : Optional.empty();
    }

    private static boolean isExact(DataType type) {
        return type.isInteger() || type instanceof DecimalType;
    }

    private static double[] doubles(Column edges) {
        return switch (edges) {
            case LongColumn longs ->
                Arrays.stream(longs.values()).asDoubleStream().toArray();
            case DoubleColumn doubles -> doubles.values();
            case BytesColumn bytes -> throw new IllegalArgumentException("No numbers: " + bytes.type());
        };
    }

    private static Optional<Edges> exact(DataType type, Column edges) {
        List<BigInteger> values = IntStream.range(0, edges.size())
                .mapToObj(edge -> Decimals.unscaled(edges, edge))
                .toList();
        if (IntStream.range(1, values.size())
                .anyMatch(edge -> values.get(edge - 1).compareTo(values.get(edge)) >= 0)) {
            return Optional.empty();
        }
        List<BigInteger> least = values.stream()
                .map(edge -> least(edge, Decimals.scale(edges.type()), Decimals.scale(type)))
                .toList();
        return Optional.of(type.lane() == DataType.Lane.LONG ? LongEdges.of(least) : WideEdges.of(least));
    }

    /** The least integer that is not below an edge, where so many digits of either stand after the point. */
    private static BigInteger least(BigInteger edge, int scaleOfEdge, int scale) {
        BigInteger[] division =
                edge.multiply(Decimals.powerOfTen(scale)).divideAndRemainder(Decimals.powerOfTen(scaleOfEdge));
        return division[1].signum() > 0 ? division[0].add(BigInteger.ONE) : division[0];
    }

    /** What the edges are, for messages. */
    static String expected(DataType type) {
        String what = type instanceof DecimalType
                ? "integers or decimals"
                : type.isIntegerOrFloat() ? "finite numbers" : type.displayName() + "s";
        return "a list of up to " + MOST + " " + what;
    }

    /** Edges as users write them. */
    static String example(DataType type) {
        if (type instanceof DecimalType) {
            return "[0, DECIMAL '9.99']";
        }
        if (type == ScalarType.DATE) {
            return "[DATE '2024-01-01', DATE '2025-01-01']";
        }
        return type == ScalarType.TIMESTAMP ? "[TIMESTAMP '2024-01-01 12:00:00Z']" : "[0, 10, 100]";
    }
}
