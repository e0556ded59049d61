/** The one exception type of the system and the catalogue of its codes. */
@NullMarked
package dev.asof.registry.error;

import org.jspecify.annotations.NullMarked;
