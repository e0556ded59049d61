/**
 * The state of the online store: what is kept, byte by byte, and the one place that knows RocksDB. The layout stands in
 * {@code docs/state-format.md}.
 */
@NullMarked
package dev.asof.online.state;

import org.jspecify.annotations.NullMarked;
