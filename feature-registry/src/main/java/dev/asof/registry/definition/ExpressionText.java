package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Place;
import dev.asof.registry.diagnostic.TextFile;
import java.util.Arrays;

/**
 * The text of an expression as YAML reads it, and the way back from each of its characters to the file: through quotes,
 * escapes and folded lines.
 */
public final class ExpressionText {
    private final String text;
    private final Place place;
    private final int[] indexes;

    private ExpressionText(String text, Place place, int[] indexes) {
        this.text = text;
        this.place = place;
        this.indexes = indexes;
    }

    static ExpressionText of(YamlNode.Scalar scalar) {
        return new ExpressionText(scalar.text(), scalar.place(), new Alignment(scalar).indexes());
    }

    public String text() {
        return text;
    }

    /** Where the value starts. */
    public Place place() {
        return place;
    }

    /** Where the character at {@code offset} stands in the file; the place after the last one at the text's length. */
    public Place placeAt(int offset) {
        return place.file().place(indexes[Math.clamp(offset, 0, text.length())]);
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Walks the value and what stands in the file side by side. Where both have the same character they match; a blank
     * of the value stands for a run of white space in the file; whatever else only the file has (quotes, indentation,
     * backslashes) is passed over.
     */
    private static final class Alignment {
        private final String text;
        private final TextFile file;
        private final YamlNode.Form form;
        private final int end;
        private int index;

        Alignment(YamlNode.Scalar scalar) {
            this.text = scalar.text();
            this.file = scalar.place().file();
            this.form = scalar.form();
            this.end = scalar.end();
            this.index = contentStart(scalar);
        }

        int[] indexes() {
            int[] indexes = new int[text.length() + 1];
            int offset = 0;
            while (offset < text.length()) {
                int codePoint = text.codePointAt(offset);
                int from = match(codePoint);
                int next = offset + Character.charCount(codePoint);
                Arrays.fill(indexes, offset, next, from);
                offset = next;
            }
            indexes[text.length()] = Math.min(index, end);
            return indexes;
        }

        private int match(int codePoint) {
            int from = index;
            if (isWhite(codePoint)) {
                skipWhite();
                return Math.min(from, end);
            }
            while (index < end && file.codePointAt(index) != codePoint) {
                index++;
            }
            if (index >= end) {
                index = from;
                return Math.min(from, end);
            }
            int found = index++;
            if (form == YamlNode.Form.SINGLE_QUOTED && codePoint == '\'') {
                index++;
            }
            return found;
        }

        /** Passes the blank of the file, or the whole end of a line with the indentation of the next. */
        private void skipWhite() {
            if (form == YamlNode.Form.DOUBLE_QUOTED && file.codePointAt(index) == '\\') {
                index += 2;
                return;
            }
            int lineEnd = index;
            while (lineEnd < end && isBlank(file.codePointAt(lineEnd))) {
                lineEnd++;
            }
            if (lineEnd < end && isBreak(file.codePointAt(lineEnd))) {
                index = lineEnd;
                while (index < end && isWhite(file.codePointAt(index))) {
                    index++;
                }
            } else if (lineEnd > index) {
                index++;
            }
        }

        private static int contentStart(YamlNode.Scalar scalar) {
            int start = scalar.place().index();
            return switch (scalar.form()) {
                case PLAIN -> start;
                case SINGLE_QUOTED, DOUBLE_QUOTED -> start + 1;
                case BLOCK -> blockStart(scalar.place().file(), start, scalar.end());
            };
        }

        /** The first character of a block's text, behind its header line. */
        private static int blockStart(TextFile file, int header, int end) {
            int start = header;
            while (start < end && !isBreak(file.codePointAt(start))) {
                start++;
            }
            while (start < end && isWhite(file.codePointAt(start))) {
                start++;
            }
            return start;
        }

        private static boolean isWhite(int codePoint) {
            return isBlank(codePoint) || isBreak(codePoint);
        }

        private static boolean isBlank(int codePoint) {
            return codePoint == ' ' || codePoint == '\t';
        }

        private static boolean isBreak(int codePoint) {
            return codePoint == '\n' || codePoint == '\r';
        }
    }
}
