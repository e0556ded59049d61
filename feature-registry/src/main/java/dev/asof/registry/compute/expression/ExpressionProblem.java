package dev.asof.registry.compute.expression;

/**
 * Why a text does not compile, and where.
 *
 * @param start the first char of the place in the text, counted from 0
 * @param end the first char after it; equal to {@code start} where something is missing
 * @param message one clause or more in plain words, without the place, starting in lower case or with a quoted word
 */
public record ExpressionProblem(int start, int end, String message) {}
