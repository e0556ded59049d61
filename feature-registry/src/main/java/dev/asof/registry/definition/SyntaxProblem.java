package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Place;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Tells what is wrong with a text that isn't YAML. */
final class SyntaxProblem {
    /** An expression between braces, not quoted, with a comma in it. */
    private static final Pattern UNQUOTED = Pattern.compile(
            "\\{.*\\b(aggregate|latest|where):\\s+([^'\"\\s{\\[][^{}]*?\\(.*,.*\\))\\s*(,\\s*[a-z_]+:|})");

    /** A value that starts with a quote and goes on behind it. */
    private static final Pattern QUOTED_START = Pattern.compile("(\\s*(?:- )?[a-z0-9_]+:\\s+)(['\"].*\\S)\\s*");

    private static final String UNREADABLE = "YAML cannot be read here";

    private final TextFile file;
    private final MarkedYamlEngineException syntax;
    private final Problems problems;

    private SyntaxProblem(TextFile file, MarkedYamlEngineException syntax, Problems problems) {
        this.file = file;
        this.syntax = syntax;
        this.problems = problems;
    }

    static void report(TextFile file, MarkedYamlEngineException syntax, Problems problems) {
        new SyntaxProblem(file, syntax, problems).report();
    }

    private void report() {
        String problem = syntax.getProblem();
        Place place = place(syntax.getProblemMark().or(syntax::getContextMark));
        Place start = place(syntax.getContextMark().or(syntax::getProblemMark));
        Matcher unquoted = UNQUOTED.matcher(place.lineText());
        Matcher quotedStart = QUOTED_START.matcher(place.lineText());
        if (problem.contains("<stream end>")) {
            problems.report(start, "this is not closed before the end of the file");
        } else if (problem.contains("unexpected end of stream")) {
            problems.report(start, "this quote is not closed before the end of the file");
        } else if (unquoted.find()) {
            String corrected = unquoted(place.lineText(), unquoted);
            report(place, "a comma ends a value between braces; quote the expression:", corrected);
        } else if (quotedStart.matches() && problem.contains("<scalar>")) {
            String corrected = quotedStart.group(1).stripLeading() + Quoting.quote(quotedStart.group(2));
            report(place, "a value that starts with a quote ends with it; quote the whole of it:", corrected);
        } else {
            problems.report(place, message(problem));
        }
    }

    private void report(Place place, String message, String corrected) {
        problems.report(place, () -> UNREADABLE + ": " + message, () -> List.of(corrected));
    }

    private Place place(Optional<Mark> mark) {
        return file.place(mark.map(Mark::getIndex).orElse(0));
    }

    private static String unquoted(String line, Matcher expression) {
        return line.substring(0, expression.start(2)).stripLeading()
                + Quoting.quote(expression.group(2))
                + line.substring(expression.end(2));
    }

    private String message(String problem) {
        if (problem.contains("TAB")) {
            return "YAML does not take a tab here; indent with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return UNREADABLE + ": a second ': ' in one value; quote the value, or check the indentation";
        }
        if (problem.contains("expected <block end>")) {
            return UNREADABLE + ": the indentation fits no line above, or a value goes on where it should have ended";
        }
        String context = syntax.getContext() == null ? "" : " " + syntax.getContext();
        return UNREADABLE + context + ": " + problem.replace('\n', ' ');
    }
}
