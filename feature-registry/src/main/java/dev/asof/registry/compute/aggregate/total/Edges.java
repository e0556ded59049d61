package dev.asof.registry.compute.aggregate.total;

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
import java.util.Optional;

/**
 * The edges between the intervals of a histogram, strictly ascending. Numbers are compared with them as comparisons do:
 * integers with integers, and otherwise as float64s, where 0.0 and -0.0 are one value and NaN is above everything.
 */
sealed interface Edges {
    /** How many edges there can be. */
    int MOST = 1_000;

    /** How many edges there are. */
    int size();

    /** How many edges are not above the value at a row, which is not null. */
    int notAbove(Column values, int row);

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
        boolean fits =
                type.isNumeric() ? edges.type().isNumeric() : edges.type().equals(type);
        if (!fits || edges.mayHaveNulls() || edges.size() > MOST) {
            return Optional.empty();
        }
        return switch (edges) {
            case LongColumn longs when !type.isFloat() -> OfLongs.of(longs.values());
            case LongColumn longs ->
                OfDoubles.of(Arrays.stream(longs.values()).asDoubleStream().toArray());
            case DoubleColumn doubles -> OfDoubles.of(doubles.values());
            case BytesColumn bytes -> Optional.empty();
        };
    }

    /** What the edges are, for messages. */
    static String expected(DataType type) {
        return "a list of up to " + MOST + " " + (type.isNumeric() ? "finite numbers" : type.displayName() + "s");
    }

    /** Edges as users write them. */
    static String example(DataType type) {
        if (type == ScalarType.DATE) {
            return "[DATE '2024-01-01', DATE '2025-01-01']";
        }
        return type == ScalarType.TIMESTAMP ? "[TIMESTAMP '2024-01-01 12:00:00Z']" : "[0, 10, 100]";
    }

    /** Integers, dates or timestamps. */
    final class OfLongs implements Edges {
        private final long[] values;

        private OfLongs(long[] values) {
            this.values = values;
        }

        private static Optional<Edges> of(long[] values) {
            for (int i = 1; i < values.length; i++) {
                if (values[i - 1] >= values[i]) {
                    return Optional.empty();
                }
            }
            return Optional.of(new OfLongs(values));
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int notAbove(Column column, int row) {
            int found = Arrays.binarySearch(values, ((LongColumn) column).values()[row]);
            return found < 0 ? -found - 1 : found + 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfLongs edges && Arrays.equals(values, edges.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** Floats, none of them -0.0. */
    final class OfDoubles implements Edges {
        private final double[] values;

        private OfDoubles(double[] values) {
            this.values = values;
        }

        private static Optional<Edges> of(double[] values) {
            double[] edges = Arrays.stream(values).map(edge -> edge + 0.0).toArray();
            for (int i = 0; i < edges.length; i++) {
                if (!Double.isFinite(edges[i]) || (i > 0 && edges[i - 1] >= edges[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(new OfDoubles(edges));
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int notAbove(Column column, int row) {
            int found = Arrays.binarySearch(values, number(column, row) + 0.0);
            return found < 0 ? -found - 1 : found + 1;
        }

        private static double number(Column column, int row) {
            return switch (column) {
                case LongColumn longs -> (double) longs.values()[row];
                case DoubleColumn doubles -> doubles.values()[row];
                case BytesColumn bytes ->
                    throw new IllegalArgumentException(
                            "There is no histogram of " + bytes.type().displayName());
            };
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfDoubles edges && Arrays.equals(values, edges.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}
