package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.LongColumn;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Edges between integers, dates, timestamps, or decimals that are held as longs. */
final class LongEdges implements Edges {
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);

    private final int size;
    /** The least long that is not below an edge, of all edges that a long can reach. */
    private final long[] least;

    private LongEdges(int size, long[] least) {
        this.size = size;
        this.least = least;
    }

    /** @param least of each edge the least integer that is not below it */
    static Edges of(List<BigInteger> least) {
        return new LongEdges(
                least.size(),
                least.stream()
                        .filter(edge -> edge.compareTo(GREATEST) <= 0)
                        .mapToLong(edge -> edge.max(SMALLEST).longValueExact())
                        .toArray());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int notAbove(Column column, int row) {
        long value = ((LongColumn) column).values()[row];
        return Edges.notAbove(least.length, edge -> least[edge] > value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongEdges edges && size == edges.size && Arrays.equals(least, edges.least);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(least);
    }
}
