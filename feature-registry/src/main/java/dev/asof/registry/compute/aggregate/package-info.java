/** Aggregate functions over the events of a window, each with a partial state that merges exactly. */
@NullMarked
package dev.asof.registry.compute.aggregate;

import org.jspecify.annotations.NullMarked;
