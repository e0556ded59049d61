/** Every way through the system, asked the same questions as the oracle: all have to answer in the same bits. */
@NullMarked
package dev.asof.it.parity;

import org.jspecify.annotations.NullMarked;
