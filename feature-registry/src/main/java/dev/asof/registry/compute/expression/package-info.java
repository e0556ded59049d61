/**
 * Row expressions: SQL scalar expressions over the columns of one row, compiled from text into a closed typed tree and
 * evaluated over whole columns. {@code docs/expressions.md} is their specification.
 */
@NullMarked
package dev.asof.registry.compute.expression;

import org.jspecify.annotations.NullMarked;
