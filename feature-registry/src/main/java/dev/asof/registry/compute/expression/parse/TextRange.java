package dev.asof.registry.compute.expression.parse;

/** A stretch of an expression's text: {@code [start, end)} in chars, counted from 0. */
public record TextRange(int start, int end) {

    /** The smallest range that holds both. */
    public TextRange to(TextRange last) {
        return new TextRange(start, last.end);
    }
}
