/** From files to the state: what the sources' files and the archive hold, each file once. */
@NullMarked
package dev.asof.online.load;

import org.jspecify.annotations.NullMarked;
