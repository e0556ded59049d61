/** Features computed from other features and from request columns. */
@NullMarked
package dev.asof.registry.compute.derived;

import org.jspecify.annotations.NullMarked;
