/**
 * Parquet files as columns, in both directions. This is the only room that knows the library; the rest of the module
 * meets batches.
 */
@NullMarked
package dev.asof.offline.parquet;

import org.jspecify.annotations.NullMarked;
