/** Who may call what, and how calls are encrypted. */
@NullMarked
package dev.asof.online.access;

import org.jspecify.annotations.NullMarked;
