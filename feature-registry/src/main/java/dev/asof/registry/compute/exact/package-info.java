/**
 * Sums without error: the arithmetic that makes an aggregate the same bits in whatever order its events came.
 *
 * <p>A sum is kept as the exact real number (doubles) or integer (longs) that it is, and rounded once, to nearest-even,
 * when it is asked for. Adding, subtracting and merging are therefore associative, commutative and invertible in bits,
 * and equal sums have equal encodings. Doubles go to a superaccumulator: an array of overlapping limbs whose carries are
 * put off (Radford M. Neal, "Fast exact summation using small and large superaccumulators", 2015, arXiv:1505.05571).
 */
@NullMarked
package dev.asof.registry.compute.exact;

import org.jspecify.annotations.NullMarked;
