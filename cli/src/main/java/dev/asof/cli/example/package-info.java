/** The example repository that {@code asof init} writes, with its made-up data. */
@NullMarked
package dev.asof.cli.example;

import org.jspecify.annotations.NullMarked;
