package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.exact.Dyadic;
import dev.asof.registry.compute.exact.ExactProduct;
import dev.asof.registry.compute.exact.ExactProductSum;
import dev.asof.registry.compute.schema.Column;

/**
 * The exact sums of x, y and x y over the pairs of finite numbers that were seen, and, where they are asked for, of their
 * squares. Not thread-safe.
 *
 * <pre>
 * state := pairs that are not finite: count, sum of x y, powers of x, powers of y
 * </pre>
 */
final class PairSums implements MomentSums<PairSums> {
    private final PowerSums x;
    private final PowerSums y;
    private final ExactProductSum products;
    private final ExactProduct product = new ExactProduct();
    private long otherCount;

    /** @param order the highest power of x and y */
    PairSums(int order) {
        this(new PowerSums(order), new PowerSums(order), new ExactProductSum(2), 0);
    }

    private PairSums(PowerSums x, PowerSums y, ExactProductSum products, long otherCount) {
        this.x = x;
        this.y = y;
        this.products = products;
        this.otherCount = otherCount;
    }

    @Override
    public void clear() {
        x.clear();
        y.clear();
        products.clear();
        otherCount = 0;
    }

    /** Takes a pair of which none is null, {@code times} being 1, or takes it back, {@code times} being -1. */
    void add(Column xs, Column ys, int row, int times) {
        if (!Inputs.isFinite(xs, row) || !Inputs.isFinite(ys, row)) {
            otherCount += times;
            return;
        }
        x.add(xs, row, times);
        y.add(ys, row, times);
        product.start(times);
        Inputs.multiply(product, xs, row);
        Inputs.multiply(product, ys, row);
        products.add(product);
    }

    @Override
    public void addAll(PairSums other) {
        x.addAll(other.x);
        y.addAll(other.y);
        products.addAll(other.products);
        otherCount += other.otherCount;
    }

    /** How many pairs there are. */
    @Override
    public long count() {
        return x.count() + otherCount;
    }

    /** Whether a pair has a NaN or an infinity. */
    @Override
    public boolean hasNonFinite() {
        return otherCount != 0;
    }

    /** n Sxy - Sx Sy: n times the sum of the products of deviations. */
    Dyadic mixed() {
        return products.value().times(x.count()).minus(x.first().times(y.first()));
    }

    /** The product of {@link PowerSums#second} of x and of y. */
    Dyadic seconds() {
        return x.second().times(y.second());
    }

    @Override
    public void encode(StateWriter out) {
        out.putCount(otherCount);
        out.putSum(products);
        x.encode(out);
        y.encode(out);
    }

    static PairSums decode(int order, StateReader in) {
        long otherCount = in.getCount();
        ExactProductSum products = in.getProductSum(2);
        PowerSums x = PowerSums.decode(order, in);
        PowerSums y = PowerSums.decode(order, in);
        if (x.count() != y.count() || x.hasNonFinite() || y.hasNonFinite()) {
            throw StateReader.malformed("of pairs, one side is more often there than the other");
        }
        return new PairSums(x, y, products, otherCount);
    }
}
