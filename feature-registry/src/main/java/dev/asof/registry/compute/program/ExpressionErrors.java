package dev.asof.registry.compute.program;

/**
 * How often the expressions of a view failed on data, each failure having given null.
 *
 * @param filter the failures of the view's filter
 * @param features per feature of the program the failures of its expressions, its own filter among them
 */
public record ExpressionErrors(long filter, long[] features) {

    /** No failures, of a view of so many features. */
    public static ExpressionErrors none(int featureCount) {
        return new ExpressionErrors(0, new long[featureCount]);
    }

    /** All failures, of the filter and of the features. */
    public long total() {
        long total = filter;
        for (long failures : features) {
            total += failures;
        }
        return total;
    }

    /** The failures of both. */
    public ExpressionErrors plus(ExpressionErrors other) {
        long[] sums = features.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.features[i];
        }
        return new ExpressionErrors(filter + other.filter, sums);
    }
}
