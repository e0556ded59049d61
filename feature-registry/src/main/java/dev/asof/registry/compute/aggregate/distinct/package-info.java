/** Functions of the distinct values of events, with exact states up to a cap. */
@NullMarked
package dev.asof.registry.compute.aggregate.distinct;

import org.jspecify.annotations.NullMarked;
