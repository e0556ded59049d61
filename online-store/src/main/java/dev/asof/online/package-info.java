/** The online store: events in, questions answered, with or without a server around it. */
@NullMarked
package dev.asof.online;

import org.jspecify.annotations.NullMarked;
