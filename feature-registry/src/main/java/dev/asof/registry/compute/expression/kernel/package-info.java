/**
 * Column-at-a-time evaluation: loops over primitive arrays, each rule of arithmetic, comparison, null and conversion in
 * one place. Knows no syntax and no function by name.
 */
@NullMarked
package dev.asof.registry.compute.expression.kernel;

import org.jspecify.annotations.NullMarked;
