/** Sums and counts in which an event weighs half as much after each half-life. */
@NullMarked
package dev.asof.registry.compute.aggregate.decay;

import org.jspecify.annotations.NullMarked;
