/** The functions of row expressions: one entry each, with types, rules, an example, and the body for one row. */
@NullMarked
package dev.asof.registry.compute.expression.function;

import org.jspecify.annotations.NullMarked;
