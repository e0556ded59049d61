package dev.asof.online.lookup;

/**
 * What a request may have at most.
 *
 * @param rows asking rows
 * @param features features, where they are listed
 */
public record LookupLimits(int rows, int features) {
    /** 10,000 rows, 1,000 features. */
    public static final LookupLimits DEFAULT = new LookupLimits(10_000, 1_000);
}
