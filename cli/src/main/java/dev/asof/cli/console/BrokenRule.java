package dev.asof.cli.console;

/**
 * A way in which a row breaks its source's contract, as it is shown.
 *
 * @param rule such as {@code min}
 */
public record BrokenRule(String column, String rule, String message) {}
