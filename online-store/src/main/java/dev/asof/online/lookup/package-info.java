/** Questions: which events they need of the state, and which answers compute gives. */
@NullMarked
package dev.asof.online.lookup;

import org.jspecify.annotations.NullMarked;
