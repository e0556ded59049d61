/** What things cost: JMH benchmarks, and comparisons with other systems. */
@NullMarked
package dev.asof.benchmark;

import org.jspecify.annotations.NullMarked;
