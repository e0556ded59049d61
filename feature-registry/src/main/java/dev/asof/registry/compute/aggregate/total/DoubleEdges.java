package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Column;
import java.util.Arrays;
import java.util.Optional;

/** Edges between floats, or beside integers; none of them is -0.0. */
final class DoubleEdges implements Edges {
    private final double[] values;

    private DoubleEdges(double[] values) {
        this.values = values;
    }

    /** Empty if they don't ascend or aren't finite. */
    static Optional<Edges> of(double[] values) {
        double[] edges = Arrays.stream(values).map(edge -> edge + 0.0).toArray();
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || (i > 0 && edges[i - 1] >= edges[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new DoubleEdges(edges));
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public int notAbove(Column column, int row) {
        int found = Arrays.binarySearch(values, Decimals.nearestDouble(column, row) + 0.0);
        return found < 0 ? -found - 1 : found + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleEdges edges && Arrays.equals(values, edges.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
