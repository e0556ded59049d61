/** What all kinds of files with rows and columns have in common. */
@NullMarked
package dev.asof.offline.table;

import org.jspecify.annotations.NullMarked;
