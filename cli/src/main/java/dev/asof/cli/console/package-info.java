/** How the command speaks: text for people, JSON for programs, progress for those who wait. */
@NullMarked
package dev.asof.cli.console;

import org.jspecify.annotations.NullMarked;
