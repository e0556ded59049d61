/** Entity keys as bytes: what both stores partition and look up by. */
@NullMarked
package dev.asof.registry.compute.entity;

import org.jspecify.annotations.NullMarked;
