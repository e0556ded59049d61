/**
 * Random feature repositories with their events and the questions asked of them, all of it decided by one number. What is
 * drawn is mean on purpose: times that coincide, values at the ends of their types, windows whose edges fall on events.
 */
@NullMarked
package dev.asof.it.generate;

import org.jspecify.annotations.NullMarked;
