/** Columns made from arrays and from pieces of other columns, and the hash of tables of their values. */
@NullMarked
package dev.asof.offline.column;

import org.jspecify.annotations.NullMarked;
