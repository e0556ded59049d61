package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Place;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Tells what is wrong with a text that isn't YAML. */
final class SyntaxProblem {
    /** An expression between braces, not quoted, with a comma in it. */
    private static final Pattern UNQUOTED = Pattern.compile(
            "\\{.*\\b(aggregate|latest|where):\\s+([^'\"\\s{\\[][^{}]*?\\(.*,.*\\))\\s*(,\\s*[a-z_]+:|})");

    private SyntaxProblem() {}

    static void report(TextFile file, MarkedYamlEngineException syntax, Problems problems) {
        Place place = file.place(syntax.getProblemMark()
                .or(syntax::getContextMark)
                .map(Mark::getIndex)
                .orElse(0));
        Matcher unquoted = UNQUOTED.matcher(place.lineText());
        if (unquoted.find()) {
            problems.report(
                    place,
                    "YAML cannot be read here, because a comma ends a value between braces; quote the expression:",
                    List.of(quoted(place.lineText(), unquoted)));
        } else {
            problems.report(place, message(syntax));
        }
    }

    private static String quoted(String line, Matcher expression) {
        return line.substring(0, expression.start(2)).stripLeading()
                + Quoting.quote(expression.group(2))
                + line.substring(expression.end(2));
    }

    private static String message(MarkedYamlEngineException syntax) {
        String problem = syntax.getProblem();
        if (problem.contains("TAB")) {
            return "YAML does not take a tab here; indent with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "YAML cannot be read here: a second ': ' in one value; quote the value, or check the indentation";
        }
        String context = syntax.getContext() == null ? "" : " " + syntax.getContext();
        return "YAML cannot be read here" + context + ": " + problem.replace('\n', ' ');
    }
}
