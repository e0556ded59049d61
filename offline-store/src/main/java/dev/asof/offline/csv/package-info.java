/** CSV, read and written. */
@NullMarked
package dev.asof.offline.csv;

import org.jspecify.annotations.NullMarked;
