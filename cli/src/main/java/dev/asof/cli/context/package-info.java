/** What every command is given: its surroundings, global options, settings and exit codes. */
@NullMarked
package dev.asof.cli.context;

import org.jspecify.annotations.NullMarked;
