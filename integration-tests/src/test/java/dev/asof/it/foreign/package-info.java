/** Parquet files that other tools wrote, with what they state of their rows. */
@NullMarked
package dev.asof.it.foreign;

import org.jspecify.annotations.NullMarked;
