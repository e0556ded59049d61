/** Approximate functions whose states are the same bytes in any order of events, with stated errors. */
@NullMarked
package dev.asof.registry.compute.aggregate.sketch;

import org.jspecify.annotations.NullMarked;
