/**
 * What rows of a source are to versions of views: events, or rejected. It is judged here alone, whether rows stand in files or are sent.
 */
@NullMarked
package dev.asof.registry.compute.admission;

import org.jspecify.annotations.NullMarked;
