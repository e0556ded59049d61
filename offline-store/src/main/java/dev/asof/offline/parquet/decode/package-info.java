/** Column chunks of Parquet files as columns: in bulk where the encodings are known, else by the library's reader. */
@NullMarked
package dev.asof.offline.parquet.decode;

import org.jspecify.annotations.NullMarked;
