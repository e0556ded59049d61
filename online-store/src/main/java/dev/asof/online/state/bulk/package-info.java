/**
 * Loads of many events, sorted outside of the database and given to it as finished files.
 */
@NullMarked
package dev.asof.online.state.bulk;

import org.jspecify.annotations.NullMarked;
