/** What an aggregate function is, how its partial states are written, and how a function is declared to users. */
@NullMarked
package dev.asof.registry.compute.aggregate.function;

import org.jspecify.annotations.NullMarked;
