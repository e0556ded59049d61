/** The command that asks a server for values. */
@NullMarked
package dev.asof.cli.lookup;

import org.jspecify.annotations.NullMarked;
