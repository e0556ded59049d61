/**
 * Types, columns and batches: the data that every other compute package works on.
 *
 * <p>A column holds its values in one of three lanes, whatever its type: {@code long} (bool, integers, date,
 * timestamp, decimals of up to 18 digits), {@code double} (both float types) or bytes (all others). Kernels are written once per lane.
 */
@NullMarked
package dev.asof.registry.compute.schema;

import org.jspecify.annotations.NullMarked;
