/** Long lives of an online store: all that can happen to it, in random order, with kills, and the oracle after each step. */
@NullMarked
package dev.asof.it.life;

import org.jspecify.annotations.NullMarked;
