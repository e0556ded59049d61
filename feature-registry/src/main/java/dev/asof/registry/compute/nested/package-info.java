/**
 * Values that are more than a number or a text: lists and maps as bytes, decimals of any width. The bytes of a value
 * order as the value does, so that columns, keys, states and rows hold, sort, hash and compare them as they do strings.
 *
 * <p>Whoever makes or reads a list or a map does it with {@link dev.asof.registry.compute.nested.ListCodec} and {@link
 * dev.asof.registry.compute.nested.MapCodec}, a decimal with {@link dev.asof.registry.compute.nested.Decimals}.
 */
@NullMarked
package dev.asof.registry.compute.nested;

import org.jspecify.annotations.NullMarked;
