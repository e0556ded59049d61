/** JMH benchmarks: what things cost. */
@NullMarked
package dev.asof.benchmark;

import org.jspecify.annotations.NullMarked;
