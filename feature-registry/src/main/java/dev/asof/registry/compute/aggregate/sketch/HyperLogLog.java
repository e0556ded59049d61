package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;

/**
 * 4,096 registers, each the greatest rank among the hashes that fall to it: the position of the first one bit after the 12
 * bits that choose the register. The registers depend on the set of hashes alone.
 *
 * <p>The estimate is a function of the registers alone, after Otmar Ertl, "New cardinality estimation algorithms for
 * HyperLogLog sketches", 2017, algorithm 6. Its standard error is 1.04 / sqrt(4096), 1.6 %.
 *
 * <pre>
 * sketch := 00 registers: count, then per register that is not 0, ascending:
 *              its distance from the one before (from -1 for the first): count, rank 1
 *         | 01 4,096 ranks, 1 byte each
 * </pre>
 *
 * The second form stands where more than a quarter of the registers are not 0.
 */
final class HyperLogLog {
    private static final int PRECISION = 12;
    private static final int REGISTERS = 1 << PRECISION;
    private static final int MAX_RANK = Long.SIZE - PRECISION + 1;
    private static final int MOST_SPARSE = REGISTERS / 4;
    private static final int SPARSE = 0;
    private static final int DENSE = 1;

    private final byte[] ranks = new byte[REGISTERS];
    private int used;

    void clear() {
        java.util.Arrays.fill(ranks, (byte) 0);
        used = 0;
    }

    void add(long hash) {
        int register = (int) (hash >>> (Long.SIZE - PRECISION));
        int rank = Long.numberOfLeadingZeros(hash << PRECISION | 1L << (PRECISION - 1)) + 1;
        raise(register, (byte) rank);
    }

    void addAll(HyperLogLog other) {
        if (other.used == 0) {
            return;
        }
        for (int register = 0; register < REGISTERS; register++) {
            raise(register, other.ranks[register]);
        }
    }

    private void raise(int register, byte rank) {
        if (rank > ranks[register]) {
            used += ranks[register] == 0 ? 1 : 0;
            ranks[register] = rank;
        }
    }

    /** About how many different hashes were added; 0 exactly where there were none. */
    long estimate() {
        int[] frequencies = new int[MAX_RANK + 1];
        for (byte rank : ranks) {
            frequencies[rank]++;
        }
        double z = REGISTERS * tau(1.0 - (double) frequencies[MAX_RANK] / REGISTERS);
        for (int rank = MAX_RANK - 1; rank >= 1; rank--) {
            z = 0.5 * (z + frequencies[rank]);
        }
        z += REGISTERS * sigma((double) frequencies[0] / REGISTERS);
        return (long) Math.rint((double) REGISTERS * REGISTERS / (2 * StrictMath.log(2.0)) / z);
    }

    private static double sigma(double fraction) {
        if (fraction == 1.0) {
            return Double.POSITIVE_INFINITY;
        }
        double x = fraction;
        double y = 1.0;
        double z = x;
        double previous;
        do {
            x = x * x;
            previous = z;
            z = z + x * y;
            y = y + y;
        } while (z != previous);
        return z;
    }

    private static double tau(double fraction) {
        if (fraction == 0.0 || fraction == 1.0) {
            return 0.0;
        }
        double x = fraction;
        double y = 1.0;
        double z = 1.0 - x;
        double previous;
        do {
            x = StrictMath.sqrt(x);
            previous = z;
            y = 0.5 * y;
            z = z - (1.0 - x) * (1.0 - x) * y;
        } while (z != previous);
        return z / 3.0;
    }

    void encode(StateWriter out) {
        if (used > MOST_SPARSE) {
            out.putByte(DENSE);
            for (byte rank : ranks) {
                out.putByte(rank);
            }
            return;
        }
        out.putByte(SPARSE);
        out.putCount(used);
        int previous = -1;
        for (int register = 0; register < REGISTERS; register++) {
            if (ranks[register] != 0) {
                out.putCount(register - previous);
                out.putByte(ranks[register]);
                previous = register;
            }
        }
    }

    static HyperLogLog decode(StateReader in) {
        HyperLogLog sketch = new HyperLogLog();
        switch (in.getByte()) {
            case SPARSE -> sketch.decodeSparse(in);
            case DENSE -> sketch.decodeDense(in);
            default -> throw StateReader.malformed("a sketch is neither sparse nor dense");
        }
        return sketch;
    }

    private void decodeSparse(StateReader in) {
        int count = in.getCountOf(2);
        int register = -1;
        for (int i = 0; i < count; i++) {
            long distance = in.getCount();
            if (distance < 1 || distance >= REGISTERS - register) {
                throw StateReader.malformed("a register is " + Long.toUnsignedString(distance) + " after the last");
            }
            register += (int) distance;
            raise(register, rank(in));
        }
        if (used != count || count > MOST_SPARSE) {
            throw StateReader.malformed("a sparse sketch of " + count + " registers");
        }
    }

    private void decodeDense(StateReader in) {
        for (int register = 0; register < REGISTERS; register++) {
            raise(register, rank(in));
        }
        if (used <= MOST_SPARSE) {
            throw StateReader.malformed("a dense sketch of " + used + " registers");
        }
    }

    private static byte rank(StateReader in) {
        int rank = in.getByte();
        if (rank > MAX_RANK) {
            throw StateReader.malformed("a rank of " + rank);
        }
        return (byte) rank;
    }
}
