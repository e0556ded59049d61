/**
 * The encodings of Parquet: bytes of a page into primitive arrays, many values at a time. Knows nothing of files, pages'
 * headers or columns. Source: the Parquet format specification, <a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a>.
 */
@NullMarked
package dev.asof.offline.parquet.encoding;

import org.jspecify.annotations.NullMarked;
