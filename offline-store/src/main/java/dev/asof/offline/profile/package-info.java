/** What the values of a feature are like, as a whole. */
@NullMarked
package dev.asof.offline.profile;

import org.jspecify.annotations.NullMarked;
