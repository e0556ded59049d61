package dev.asof.registry.compute.expression.regex;

/** A text that knows how far it was read. Not thread-safe. */
final class SearchedText implements CharSequence {
    private final String text;
    private int readTo;

    SearchedText(String text) {
        this.text = text;
    }

    /** How many UTF-16 units from {@code from} on were read since this was asked before. */
    int readFrom(int from) {
        int read = Math.max(0, readTo - from);
        readTo = 0;
        return read;
    }

    @Override
    public char charAt(int index) {
        readTo = Math.max(readTo, index + 1);
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
