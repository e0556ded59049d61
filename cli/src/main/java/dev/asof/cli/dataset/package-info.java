/** Commands that build and show training sets. */
@NullMarked
package dev.asof.cli.dataset;

import org.jspecify.annotations.NullMarked;
