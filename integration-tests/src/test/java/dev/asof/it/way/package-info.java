/** The ways through the system: the computation alone, the offline engine, both stores. */
@NullMarked
package dev.asof.it.way;

import org.jspecify.annotations.NullMarked;
