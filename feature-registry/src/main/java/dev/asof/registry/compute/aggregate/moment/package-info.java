/** Functions of the moments of one input or two: variance, skewness, kurtosis, covariance, correlation. */
@NullMarked
package dev.asof.registry.compute.aggregate.moment;

import org.jspecify.annotations.NullMarked;
