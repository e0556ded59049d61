/** How fast files come into the online store. */
@NullMarked
package dev.asof.benchmark.load;

import org.jspecify.annotations.NullMarked;
