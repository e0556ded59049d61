/** Training sets as files on disks that fill up, of processes that are killed. */
@NullMarked
package dev.asof.it.dataset;

import org.jspecify.annotations.NullMarked;
