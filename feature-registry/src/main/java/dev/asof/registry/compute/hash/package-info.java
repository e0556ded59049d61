/** Hash functions: those that are part of what a value is, and so never change, and the one of tables in memory. */
@NullMarked
package dev.asof.registry.compute.hash;

import org.jspecify.annotations.NullMarked;
