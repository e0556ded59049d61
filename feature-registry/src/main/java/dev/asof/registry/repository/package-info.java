/** Where things lie in a feature repository. */
@NullMarked
package dev.asof.registry.repository;

import org.jspecify.annotations.NullMarked;
