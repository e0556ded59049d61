package dev.asof.registry.compute.aggregate.group;

import java.util.OptionalInt;

/**
 * How many groups a function by groups has.
 *
 * @param top of how many groups there is an entry, those with the greatest values; empty for all
 * @param most beyond how many groups there is no answer
 */
public record GroupLimits(OptionalInt top, int most) {
    /** How many groups there can be unless a definition says otherwise. */
    public static final int DEFAULT_MOST = 10_000;

    /** How many groups a definition can allow. */
    public static final int GREATEST_MOST = 1_000_000;

    /** How many entries a definition can ask for. */
    public static final int GREATEST_TOP = 1_000;

    public GroupLimits {
        if (most < 1 || most > GREATEST_MOST) {
            throw new IllegalArgumentException(most + " is no greatest number of groups");
        }
        if (top.isPresent() && (top.getAsInt() < 1 || top.getAsInt() > GREATEST_TOP)) {
            throw new IllegalArgumentException(top.getAsInt() + " is no number of entries");
        }
    }
}
