/** Commands that fill, serve and inspect the online store, and the ways to reach one. */
@NullMarked
package dev.asof.cli.store;

import org.jspecify.annotations.NullMarked;
