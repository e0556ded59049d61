/** The file of a training set, in each of its formats. */
@NullMarked
package dev.asof.offline.output;

import org.jspecify.annotations.NullMarked;
