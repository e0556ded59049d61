/** What is stored of an entity, for people. */
@NullMarked
package dev.asof.online.inspect;

import org.jspecify.annotations.NullMarked;
