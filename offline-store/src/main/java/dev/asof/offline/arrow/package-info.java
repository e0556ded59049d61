/** Arrow IPC files, read and written; no other package touches Arrow's memory. */
@NullMarked
package dev.asof.offline.arrow;

import org.jspecify.annotations.NullMarked;
