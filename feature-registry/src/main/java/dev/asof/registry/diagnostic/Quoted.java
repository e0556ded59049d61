package dev.asof.registry.diagnostic;

/** Words of users as messages repeat them. */
public final class Quoted {
    private static final int MAX_SHOWN = 60;

    private Quoted() {}

    /** The word in quotes: cut if it is long, without what would steer a terminal. */
    public static String of(String word) {
        StringBuilder text = new StringBuilder("'");
        word.codePoints()
                .limit(MAX_SHOWN)
                .map(codePoint -> codePoint == '\t' ? ' ' : Characters.printable(codePoint))
                .forEach(text::appendCodePoint);
        return text.append(word.codePointCount(0, word.length()) > MAX_SHOWN ? "...'" : "'")
                .toString();
    }
}
