/** Copies of all that Asof keeps of a repository: made while it is served, checked, and put back. */
@NullMarked
package dev.asof.online.backup;

import org.jspecify.annotations.NullMarked;
