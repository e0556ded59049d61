package dev.asof.registry.diagnostic;

import java.util.Arrays;

/**
 * The text of a file with its lines. Positions are indexes of code points, so that a column is what an editor counts.
 * A line ends with LF, CR LF or CR.
 */
public final class TextFile {
    private final String path;
    private final int[] codePoints;
    private final int[] lineStarts;

    private TextFile(String path, int[] codePoints) {
        this.path = path;
        this.codePoints = codePoints;
        this.lineStarts = lineStarts(codePoints);
    }

    /** @param path how messages name the file */
    public static TextFile of(String path, String text) {
        return new TextFile(path, text.codePoints().toArray());
    }

    /** A file whose text could not be read; all that is known of it is its path. */
    public static TextFile unread(String path) {
        return new TextFile(path, new int[0]);
    }

    public String path() {
        return path;
    }

    /** The number of code points. */
    public int length() {
        return codePoints.length;
    }

    /** The code point at {@code index}, or -1 past the end. */
    public int codePointAt(int index) {
        return index < codePoints.length ? codePoints[index] : -1;
    }

    /** The text of the code points {@code [from, to)}. */
    public String text(int from, int to) {
        return new String(codePoints, from, to - from);
    }

    /** The place of the code point at {@code index}, from 0 to the length of the text, inclusive. */
    public Place place(int index) {
        return new Place(this, Math.clamp(index, 0, codePoints.length));
    }

    /** The first place of the file. */
    public Place start() {
        return place(0);
    }

    /** The number of the line at {@code index}, from 0. */
    int lineAt(int index) {
        int found = Arrays.binarySearch(lineStarts, index);
        return found >= 0 ? found : -found - 2;
    }

    /** The index of the first code point of a line, numbered from 0. */
    int lineStart(int line) {
        return lineStarts[line];
    }

    /** The index after the last code point of a line, numbered from 0, without what ends it. */
    int lineEnd(int line) {
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : codePoints.length;
        while (end > lineStarts[line] && isBreak(codePoints[end - 1])) {
            end--;
        }
        return end;
    }

    private static int[] lineStarts(int[] codePoints) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < codePoints.length; i++) {
            boolean withinCrLf = codePoints[i] == '\r' && i + 1 < codePoints.length && codePoints[i + 1] == '\n';
            if (isBreak(codePoints[i]) && !withinCrLf) {
                starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean isBreak(int codePoint) {
        return codePoint == '\n' || codePoint == '\r';
    }

    @Override
    public String toString() {
        return path;
    }
}
