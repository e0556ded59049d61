package dev.asof.registry.compute.expression.parse;

/** What a text may not exceed, so that neither hostile nor generated text costs more than its reading. */
public final class Limits {
    /** Chars of a text. */
    public static final int LENGTH = 10_000;

    /** Brackets and CASE within each other. */
    public static final int NESTING = 100;

    /** Words and signs. */
    public static final int NODES = 4_000;

    /** Steps from the root of the tree to its deepest leaf; a chain such as {@code a - b - c} takes one per operator. */
    public static final int HEIGHT = 250;

    private Limits() {}
}
