/**
 * The compiled form of a feature view, and the one computation of its values. Both stores hand over rows and questions
 * and take what comes back; nothing else decides a value.
 */
@NullMarked
package dev.asof.registry.compute.program;

import org.jspecify.annotations.NullMarked;
