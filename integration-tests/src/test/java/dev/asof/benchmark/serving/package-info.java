/** Compares answering over gRPC with a server that does nothing and with one over Redis, side by side on this machine. */
@NullMarked
package dev.asof.benchmark.serving;

import org.jspecify.annotations.NullMarked;
