/** Problems in the text files that users write: where they stand, how they are shown, and what was probably meant. */
@NullMarked
package dev.asof.registry.diagnostic;

import org.jspecify.annotations.NullMarked;
