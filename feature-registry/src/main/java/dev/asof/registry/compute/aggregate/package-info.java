/** The vocabulary of aggregate functions, put together from the packages below. */
@NullMarked
package dev.asof.registry.compute.aggregate;

import org.jspecify.annotations.NullMarked;
