package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.exact.Dyadic;
import dev.asof.registry.compute.exact.ExactProduct;
import dev.asof.registry.compute.exact.ExactProductSum;
import dev.asof.registry.compute.schema.Column;

/**
 * The exact sums of the first powers of the finite numbers that were seen. Not thread-safe.
 *
 * <pre>
 * state := finite numbers: count, others: count, then per power from 1 on: sum
 * </pre>
 */
final class PowerSums implements MomentSums<PowerSums> {
    private final ExactProductSum[] sums;
    private final ExactProduct product = new ExactProduct();
    private long finiteCount;
    private long otherCount;

    /** @param order the highest power, 1 to 4 */
    PowerSums(int order) {
        sums = new ExactProductSum[order];
        for (int i = 0; i < order; i++) {
            sums[i] = new ExactProductSum(i + 1);
        }
    }

    @Override
    public void clear() {
        finiteCount = 0;
        otherCount = 0;
        for (ExactProductSum sum : sums) {
            sum.clear();
        }
    }

    /** Takes a number that is not null, {@code times} being 1, or takes it back, {@code times} being -1. */
    void add(Column numbers, int row, int times) {
        if (!Inputs.isFinite(numbers, row)) {
            otherCount += times;
            return;
        }
        finiteCount += times;
        product.start(times);
        for (ExactProductSum sum : sums) {
            Inputs.multiply(product, numbers, row);
            sum.add(product);
        }
    }

    @Override
    public void addAll(PowerSums other) {
        finiteCount += other.finiteCount;
        otherCount += other.otherCount;
        for (int i = 0; i < sums.length; i++) {
            sums[i].addAll(other.sums[i]);
        }
    }

    /** How many numbers there are. */
    @Override
    public long count() {
        return finiteCount + otherCount;
    }

    /** Whether one of them is NaN or an infinity. */
    @Override
    public boolean hasNonFinite() {
        return otherCount != 0;
    }

    /** S1, the sum of the numbers. */
    Dyadic first() {
        return sum(1);
    }

    /** n S2 - S1², which is n times the sum of squared deviations from the mean, for n numbers and their power sums. */
    Dyadic second() {
        return sum(2).times(finiteCount).minus(sum(1).squared());
    }

    /** n² S3 - 3 n S1 S2 + 2 S1³: n² times the sum of cubed deviations. */
    Dyadic third() {
        Dyadic s1 = sum(1);
        return sum(3).times(finiteCount)
                .minus(s1.times(sum(2)).times(3))
                .times(finiteCount)
                .plus(s1.squared().times(s1).times(2));
    }

    /** n³ S4 - 4 n² S1 S3 + 6 n S1² S2 - 3 S1⁴: n³ times the sum of the fourth powers of deviations. */
    Dyadic fourth() {
        Dyadic s1 = sum(1);
        Dyadic s1Squared = s1.squared();
        return sum(4).times(finiteCount)
                .minus(s1.times(sum(3)).times(4))
                .times(finiteCount)
                .plus(s1Squared.times(sum(2)).times(6))
                .times(finiteCount)
                .minus(s1Squared.squared().times(3));
    }

    private Dyadic sum(int power) {
        return sums[power - 1].value();
    }

    @Override
    public void encode(StateWriter out) {
        out.putCount(finiteCount);
        out.putCount(otherCount);
        for (ExactProductSum sum : sums) {
            out.putSum(sum);
        }
    }

    static PowerSums decode(int order, StateReader in) {
        PowerSums state = new PowerSums(order);
        state.finiteCount = in.getCount();
        state.otherCount = in.getCount();
        for (int i = 0; i < order; i++) {
            state.sums[i] = in.getProductSum(i + 1);
        }
        return state;
    }
}
