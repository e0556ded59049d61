/** Talks to a running server; the only place in the command that knows the generated messages. */
@NullMarked
package dev.asof.cli.client;

import org.jspecify.annotations.NullMarked;
