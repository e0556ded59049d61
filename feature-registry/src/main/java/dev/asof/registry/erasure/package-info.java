/** Entities that were erased: the keyed hashes that stay of them, and the receipts. */
@NullMarked
package dev.asof.registry.erasure;

import org.jspecify.annotations.NullMarked;
