/** The online store as a server: where it listens, when it is healthy, how it stops. */
@NullMarked
package dev.asof.online.server;

import org.jspecify.annotations.NullMarked;
