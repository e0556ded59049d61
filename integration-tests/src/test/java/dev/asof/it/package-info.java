/** Tests of the whole system: its architecture, parity, conformance, faults and benchmarks. */
@NullMarked
package dev.asof.it;

import org.jspecify.annotations.NullMarked;
