/** The applied definitions as the online store runs them: compiled, and known to the state. */
@NullMarked
package dev.asof.online.live;

import org.jspecify.annotations.NullMarked;
