package dev.asof.registry.compute.expression.parse;

/** Why a text is not an expression, and where. */
public record SyntaxProblem(TextRange range, String message) {}
