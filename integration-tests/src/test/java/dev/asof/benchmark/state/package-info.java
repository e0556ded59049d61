/** What lookups cost by the number of events of a key. */
@NullMarked
package dev.asof.benchmark.state;

import org.jspecify.annotations.NullMarked;
