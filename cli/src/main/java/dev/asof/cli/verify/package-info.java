/** Comparing what a server answers with what an offline build gives: the questions, and the bits. */
@NullMarked
package dev.asof.cli.verify;

import org.jspecify.annotations.NullMarked;
