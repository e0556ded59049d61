/** Events in: the contract, what was sent before, acceptance, and one durable write. */
@NullMarked
package dev.asof.online.ingest;

import org.jspecify.annotations.NullMarked;
