package dev.asof.cli.client;

/**
 * A way in which a row breaks its source's contract.
 *
 * @param rule such as {@code min}
 */
public record Violation(String column, String rule, String message) {}
