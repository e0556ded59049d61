/** What an event is: a source's contract, the rows that meet it, and the rows of one view made ready to be kept. */
@NullMarked
package dev.asof.registry.compute.event;

import org.jspecify.annotations.NullMarked;
