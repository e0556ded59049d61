/** Training sets: built from a service and asking rows, written with a manifest that says what they are made of. */
@NullMarked
package dev.asof.offline.dataset;

import org.jspecify.annotations.NullMarked;
