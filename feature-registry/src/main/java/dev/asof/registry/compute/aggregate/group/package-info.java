/** Functions of groups of events: a state for each value of a key, up to a cap. */
@NullMarked
package dev.asof.registry.compute.aggregate.group;

import org.jspecify.annotations.NullMarked;
