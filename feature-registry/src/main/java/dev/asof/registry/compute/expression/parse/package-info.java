/**
 * From text to {@link dev.asof.registry.compute.expression.parse.Syntax}: limits, grammar, messages. Knows no column,
 * function or type.
 */
@NullMarked
package dev.asof.registry.compute.expression.parse;

import org.jspecify.annotations.NullMarked;
