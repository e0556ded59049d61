/** Counts, exact totals and extremes: states of constant size. */
@NullMarked
package dev.asof.registry.compute.aggregate.total;

import org.jspecify.annotations.NullMarked;
