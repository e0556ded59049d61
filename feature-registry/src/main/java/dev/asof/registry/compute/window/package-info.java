/** Time rules and windows: which events a question can see, to the microsecond. */
@NullMarked
package dev.asof.registry.compute.window;

import org.jspecify.annotations.NullMarked;
