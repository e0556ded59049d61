/** Online stores, in this process or in another, that take the deliveries of scenarios and answer their questions. */
@NullMarked
package dev.asof.it.online;

import org.jspecify.annotations.NullMarked;
