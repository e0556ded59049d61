/** Time zones from the database that comes with the build, and local times in them. */
@NullMarked
package dev.asof.registry.compute.zone;

import org.jspecify.annotations.NullMarked;
