package dev.asof.registry.diagnostic;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How characters look on a terminal. */
public final class Characters {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int MAX_SHOWN = 400;

    /** Ranges of East Asian wide characters and emoji: first and last code point, in order. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900,
        0x1F9FF, 0x20000, 0x3FFFD
    };

    private Characters() {}

    /** The character itself, or a replacement where it would steer the terminal or reorder the text. */
    static int printable(int codePoint) {
        return codePoint == '\t' || !steers(codePoint) ? codePoint : REPLACEMENT;
    }

    /** The text without what would steer the terminal, cut if it is very long. */
    static String printable(String text) {
        return printable(text.codePoints().limit(MAX_SHOWN));
    }

    /** The whole text without what would steer the terminal. */
    static String withoutControl(String text) {
        return printable(text.codePoints());
    }

    /** The text as one line, whatever is in it: without what would steer the terminal, and with spaces for what ends lines. */
    public static String oneLine(String text) {
        return printable(text.codePoints().map(c -> c == '\n' || c == '\r' || c == '\t' ? ' ' : c));
    }

    /** The lines of a text, each without what would steer the terminal. */
    public static String lines(String text) {
        return text.lines().map(Characters::withoutControl).collect(Collectors.joining("\n"));
    }

    private static String printable(IntStream codePoints) {
        StringBuilder shown = new StringBuilder();
        codePoints.map(Characters::printable).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** The number of cells that {@link #printable} takes: 0, 1 or 2; a tab counts as 1. */
    static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (codePoint >= WIDE[i] && codePoint <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    private static boolean steers(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
