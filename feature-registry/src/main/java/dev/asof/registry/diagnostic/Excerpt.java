package dev.asof.registry.diagnostic;

/**
 * A line of a file with a caret under one column, fit for a terminal: long lines are cut around the column, characters
 * that would steer the terminal are replaced, and the caret stands right below also behind tabs and wide characters.
 */
record Excerpt(String line, String caret) {
    private static final int MAX_WIDTH = 140;
    private static final int KEPT_BEFORE = 90;
    private static final String CUT = "...";

    static Excerpt at(Place place) {
        TextFile file = place.file();
        int line = file.lineAt(place.index());
        int start = file.lineStart(line);
        int end = file.lineEnd(line);
        int from = place.index() - start > KEPT_BEFORE ? place.index() - KEPT_BEFORE : start;
        int to = Math.min(end, from + MAX_WIDTH);
        String head = from > start ? CUT : "";
        String tail = to < end ? CUT : "";
        return new Excerpt(
                head + shown(file, from, to) + tail,
                " ".repeat(head.length()) + padding(file, from, place.index()) + "^");
    }

    private static String shown(TextFile file, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.appendCodePoint(Characters.printable(file.codePointAt(i)));
        }
        return text.toString();
    }

    private static String padding(TextFile file, int from, int to) {
        StringBuilder padding = new StringBuilder();
        for (int i = from; i < to; i++) {
            int codePoint = file.codePointAt(i);
            padding.append(codePoint == '\t' ? "\t" : " ".repeat(Characters.width(codePoint)));
        }
        return padding.toString();
    }
}
