/** From the state to files: accepted events to the archive, rejected ones to the quarantine. */
@NullMarked
package dev.asof.online.archive;

import org.jspecify.annotations.NullMarked;
