package dev.asof.cli.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of cells in columns as wide as their widest cell, for reading on a terminal. */
public final class TextTable {
    private static final String GAP = "  ";

    /** Where a column's cells stand. */
    public enum Align {
        LEFT,
        RIGHT
    }

    private final List<Align> alignments;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(List<Align> alignments) {
        this.alignments = alignments;
    }

    /** A table without a head. */
    public static TextTable of(Align... alignments) {
        return new TextTable(List.of(alignments));
    }

    /** Adds a line; the first is the head, if there is one. */
    public TextTable row(Object... cells) {
        if (cells.length != alignments.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + alignments.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(Object::toString).toList());
        return this;
    }

    /** Writes the lines, each after {@code indent}. */
    public void print(PrintStream out, String indent) {
        int[] widths = new int[alignments.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            out.println((indent + line(row, widths)).stripTrailing());
        }
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(row.get(i)));
            line.append(i == 0 ? "" : GAP);
            switch (alignments.get(i)) {
                case LEFT -> line.append(row.get(i)).append(padding);
                case RIGHT -> line.append(padding).append(row.get(i));
            }
        }
        return line.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
