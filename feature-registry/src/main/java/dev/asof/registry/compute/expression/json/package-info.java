/** Values in JSON texts: paths to them, and the one pass that checks a text and finds what a path leads to. */
@NullMarked
package dev.asof.registry.compute.expression.json;

import org.jspecify.annotations.NullMarked;
