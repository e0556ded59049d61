/** The files of events that a server accepted. */
@NullMarked
package dev.asof.offline.archive;

import org.jspecify.annotations.NullMarked;
