package dev.asof.registry.catalog;

import dev.asof.registry.compute.aggregate.group.GroupLimits;

/**
 * By what an aggregate groups its events.
 *
 * @param key the expression whose values the groups have, in its canonical text; a string
 * @param limits of which groups there is an entry, and how many there can be
 */
public record GroupBy(String key, GroupLimits limits) {}
