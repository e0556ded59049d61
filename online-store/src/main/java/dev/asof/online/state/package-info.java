/**
 * The state of the online store: what is written to it, and what is read from it. Below, each room keeps a part of the layout, which
 * stands byte by byte in {@code docs/state-format.md}.
 */
@NullMarked
package dev.asof.online.state;

import org.jspecify.annotations.NullMarked;
