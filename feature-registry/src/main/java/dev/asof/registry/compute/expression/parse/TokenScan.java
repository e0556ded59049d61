package dev.asof.registry.compute.expression.parse;

import dev.asof.registry.compute.expression.grammar.SqlExpressionLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * The pass over the words of a text before it is parsed: finds all that can never be part of an expression, and refuses
 * what is too long or nested too deep. It does not recurse.
 */
final class TokenScan {
    private final String text;
    private final List<SyntaxProblem> problems = new ArrayList<>();

    private TokenScan(String text) {
        this.text = text;
    }

    /** The problems of {@code text}, none if it may be parsed. */
    static List<SyntaxProblem> problemsOf(String text) {
        TokenScan scan = new TokenScan(text);
        scan.checkText();
        if (scan.problems.isEmpty()) {
            scan.checkTokens();
        }
        return scan.problems;
    }

    private void checkText() {
        if (text.length() > Limits.LENGTH) {
            report(
                    new TextRange(Limits.LENGTH, text.length()),
                    "the expression has " + text.length() + " characters; at most " + Limits.LENGTH + " are allowed");
            return;
        }
        if (text.isBlank()) {
            report(new TextRange(0, text.length()), "the expression is empty");
            return;
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                report(new TextRange(i, i + 1), "half of a surrogate pair is not a character");
            }
        }
    }

    private void checkTokens() {
        SqlExpressionLexer lexer = new SqlExpressionLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        Positions positions = new Positions(text);
        int depth = 0;
        int count = 0;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            count++;
            depth += depthChange(token.getType());
            Optional<String> limit = exceeded(depth, count);
            if (limit.isPresent()) {
                problems.clear();
                report(positions.of(token), limit.get());
                return;
            }
            messageFor(token).ifPresent(report(positions, token));
        }
    }

    private java.util.function.Consumer<String> report(Positions positions, Token token) {
        return message -> report(positions.of(token), message);
    }

    private static int depthChange(int tokenType) {
        return switch (tokenType) {
            case SqlExpressionLexer.OPEN, SqlExpressionLexer.OPEN_LIST, SqlExpressionLexer.CASE -> 1;
            case SqlExpressionLexer.CLOSE, SqlExpressionLexer.CLOSE_LIST, SqlExpressionLexer.END -> -1;
            default -> 0;
        };
    }

    private static Optional<String> exceeded(int depth, int count) {
        if (depth > Limits.NESTING) {
            return Optional.of("brackets and CASE are nested more than " + Limits.NESTING + " deep");
        }
        if (count > Limits.NODES) {
            return Optional.of("the expression has more than " + Limits.NODES + " words and signs");
        }
        return Optional.empty();
    }

    private static Optional<String> messageFor(Token token) {
        return switch (token.getType()) {
            case SqlExpressionLexer.OPEN_STRING -> Optional.of("the text that starts here lacks its closing quote (')");
            case SqlExpressionLexer.OPEN_QUOTED ->
                Optional.of(
                        token.getText().equals("\"")
                                ? "the quoted name that starts here lacks its closing quote (\")"
                                : "the quoted name that starts here is empty or lacks its closing quote (\")");
            case SqlExpressionLexer.COMMENT ->
                Optional.of(
                        token.getText().equals("--")
                                ? "comments are not part of an expression; write '- -' to subtract a negative"
                                : "comments are not part of an expression");
            case SqlExpressionLexer.MISTAKEN_OPERATOR -> Optional.of(instead(token.getText()));
            case SqlExpressionLexer.UNEXPECTED -> Optional.of(unexpected(token.getText()));
            default -> Optional.empty();
        };
    }

    private static String instead(String operator) {
        return switch (operator) {
            case "==" -> "'==' is not an operator. Did you mean '='?";
            case "&&" -> "'&&' is not an operator. Did you mean 'AND'?";
            case "!" -> "'!' is not an operator. Did you mean 'NOT'?";
            case "::" -> "'::' is not an operator; write CAST(x AS type)";
            case "->" -> "'->' is not an operator; write json_text(x, '$.name')";
            case "->>" -> "'->>' is not an operator; write json_string(x, '$.name')";
            case "~" -> "'~' is not an operator; write regexp_like(x, 'pattern')";
            default -> "'" + operator + "' is not an operator. Did you mean 'power(x, y)'?";
        };
    }

    private static String unexpected(String character) {
        int codePoint = character.codePointAt(0);
        return switch (codePoint) {
            case ';' -> "';' does not belong in an expression";
            case '`' -> "names are quoted with double quotes (\"), not with '`'";
            case '\u2018', '\u2019' -> "texts are quoted with a straight quote ('), not with '" + character + "'";
            case '\u201c', '\u201d' ->
                "names are quoted with a straight double quote (\"), not with '" + character + "'";
            default ->
                Character.isLetter(codePoint)
                        ? "a name with '" + character + "' must stand in double quotes"
                        : "'" + printable(codePoint) + "' does not belong in an expression";
        };
    }

    private static String printable(int codePoint) {
        boolean visible = !Character.isISOControl(codePoint) && !Character.isWhitespace(codePoint);
        return visible ? Character.toString(codePoint) : "U+%04X".formatted(codePoint);
    }

    private void report(TextRange range, String message) {
        problems.add(new SyntaxProblem(range, message));
    }
}
