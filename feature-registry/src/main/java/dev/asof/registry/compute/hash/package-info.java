/** Hash functions that are part of what a value is, and so never change. */
@NullMarked
package dev.asof.registry.compute.hash;

import org.jspecify.annotations.NullMarked;
