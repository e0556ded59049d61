/** Functions of the order of events: what came first and last, and what lies between neighbours. */
@NullMarked
package dev.asof.registry.compute.aggregate.order;

import org.jspecify.annotations.NullMarked;
