package dev.asof.registry.diagnostic;

/**
 * A place in a text file.
 *
 * @param index the index of the code point
 */
public record Place(TextFile file, int index) {

    /** The line, from 1. */
    public int line() {
        return file.lineAt(index) + 1;
    }

    /** The column in code points, from 1. */
    public int column() {
        return index - file.lineStart(file.lineAt(index)) + 1;
    }

    /** The line in which this place stands. */
    public String lineText() {
        int line = file.lineAt(index);
        return file.text(file.lineStart(line), file.lineEnd(line));
    }

    /** How other messages point here: {@code views/spend.yaml:14}. */
    public String reference() {
        return file.path() + ":" + line();
    }

    @Override
    public String toString() {
        return file.path() + ":" + line() + ":" + column();
    }
}
