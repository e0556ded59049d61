/** Regular expressions that cost no more than their length allows: RE2/J behind bounds that are checked before it compiles. */
@NullMarked
package dev.asof.registry.compute.expression.regex;

import org.jspecify.annotations.NullMarked;
