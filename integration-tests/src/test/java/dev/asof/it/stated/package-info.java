/** What files state of their rows, compared with the rows. */
@NullMarked
package dev.asof.it.stated;

import org.jspecify.annotations.NullMarked;
