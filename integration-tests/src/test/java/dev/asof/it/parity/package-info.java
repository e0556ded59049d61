/** Every way through the system against the oracle: all have to answer in the same bits. */
@NullMarked
package dev.asof.it.parity;

import org.jspecify.annotations.NullMarked;
