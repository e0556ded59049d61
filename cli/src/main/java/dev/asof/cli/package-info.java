/** The {@code asof} command: wires the stores together and speaks to people and scripts. */
@NullMarked
package dev.asof.cli;

import org.jspecify.annotations.NullMarked;
