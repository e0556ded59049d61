/** Columns made from arrays and from pieces of other columns. */
@NullMarked
package dev.asof.offline.column;

import org.jspecify.annotations.NullMarked;
