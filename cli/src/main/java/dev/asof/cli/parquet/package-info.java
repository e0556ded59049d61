/** Parquet files as the command reads them: row group after row group. */
@NullMarked
package dev.asof.cli.parquet;

import org.jspecify.annotations.NullMarked;
