/** Compares building training sets with DuckDB's best queries for them, side by side on this machine. */
@NullMarked
package dev.asof.benchmark.offline;

import org.jspecify.annotations.NullMarked;
