/** Looks for training sets that would know more, or less, than what is served later does; before any event is read. */
@NullMarked
package dev.asof.offline.guard;

import org.jspecify.annotations.NullMarked;
