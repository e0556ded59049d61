/** The files of sources: which they are, what columns they have, and what identifies their content. */
@NullMarked
package dev.asof.offline.input;

import org.jspecify.annotations.NullMarked;
