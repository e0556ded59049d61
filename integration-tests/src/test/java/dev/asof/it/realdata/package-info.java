/** Data that nobody here wrote, found through {@code ASOF_REAL_DATA}. */
@NullMarked
package dev.asof.it.realdata;

import org.jspecify.annotations.NullMarked;
