/** The rows that violate their source's contract where it says to keep them aside: written by both stores, listed by one. */
@NullMarked
package dev.asof.registry.quarantine;

import org.jspecify.annotations.NullMarked;
