/** The asking rows of a training set. */
@NullMarked
package dev.asof.offline.observation;

import org.jspecify.annotations.NullMarked;
