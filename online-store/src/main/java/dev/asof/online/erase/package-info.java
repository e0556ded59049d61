/** Erasing entities from all that is kept. */
@NullMarked
package dev.asof.online.erase;

import org.jspecify.annotations.NullMarked;
