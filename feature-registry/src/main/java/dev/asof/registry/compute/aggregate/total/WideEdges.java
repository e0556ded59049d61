package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DecimalType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Edges between decimals of more than 18 digits, which are held as bytes in their order. */
final class WideEdges implements Edges {
    /** What no decimal reaches. */
    private static final BigInteger END = Decimals.powerOfTen(DecimalType.MAX_PRECISION);

    private final int size;
    /** The least decimal that is not below an edge, of all edges that a decimal can reach. */
    private final byte[][] least;

    private WideEdges(int size, byte[][] least) {
        this.size = size;
        this.least = least;
    }

    /** @param least of each edge the least unscaled value that is not below it */
    static Edges of(List<BigInteger> least) {
        return new WideEdges(
                least.size(),
                least.stream()
                        .filter(edge -> edge.compareTo(END) < 0)
                        .map(edge -> Decimals.wide(edge.max(END.negate())))
                        .toArray(byte[][]::new));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int notAbove(Column column, int row) {
        BytesColumn values = (BytesColumn) column;
        return Edges.notAbove(least.length, edge -> isAbove(least[edge], values, row));
    }

    private static boolean isAbove(byte[] edge, BytesColumn values, int row) {
        int at = values.offsets()[row];
        return Arrays.compareUnsigned(edge, 0, edge.length, values.data(), at, at + Decimals.WIDE_BYTES) > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WideEdges edges && size == edges.size && Arrays.deepEquals(least, edges.least);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.deepHashCode(least);
    }
}
