/** What a server answered while events came, asked again offline. */
@NullMarked
package dev.asof.it.replay;

import org.jspecify.annotations.NullMarked;
