package dev.asof.registry.diagnostic;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One problem in a file that a user wrote.
 *
 * @param file the path relative to the repository, with {@code /}
 * @param line from 1
 * @param column in code points, from 1
 * @param message one sentence or two, without a line break
 * @param excerpt the offending line, fit for a terminal; empty where the file has no text
 * @param caret a line with a caret under the column of {@code excerpt}
 * @param remedy lines that show how to write it; often none
 */
public record Diagnostic(
        String file, int line, int column, String message, String excerpt, String caret, List<String> remedy)
        implements Comparable<Diagnostic> {
    private static final String INDENT = "    ";
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(Diagnostic::file)
            .thenComparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::message);

    public Diagnostic {
        remedy = List.copyOf(remedy);
    }

    static Diagnostic at(Place place, String message, List<String> remedy) {
        Excerpt excerpt = Excerpt.at(place);
        return new Diagnostic(
                place.file().path(),
                place.line(),
                place.column(),
                Characters.withoutControl(message),
                excerpt.line(),
                excerpt.line().isBlank() ? "" : excerpt.caret(),
                remedy.stream().map(Characters::printable).toList());
    }

    /** The problem as users read it: {@code file:line:column: message}, the line, a caret and the remedy. */
    public String render() {
        StringBuilder text = new StringBuilder();
        text.append(file)
                .append(':')
                .append(line)
                .append(':')
                .append(column)
                .append(": ")
                .append(message);
        if (!excerpt.isBlank()) {
            text.append('\n').append(INDENT).append(excerpt);
            text.append('\n').append(INDENT).append(caret);
        }
        remedy.forEach(remedyLine -> text.append('\n').append(INDENT).append(remedyLine));
        return text.toString();
    }

    /** All problems, one below the other with an empty line between. */
    public static String render(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n"));
    }

    @Override
    public int compareTo(Diagnostic other) {
        return ORDER.compare(this, other);
    }
}
