package dev.asof.registry.compute.expression.parse;

import dev.asof.registry.compute.expression.grammar.SqlExpressionLexer;
import dev.asof.registry.compute.expression.grammar.SqlExpressionParser;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;

/** What other dialects of SQL write, and what to write in its place. */
final class HabitsElsewhere {
    private static final Pattern UNIT = Pattern.compile("us|ms|[smhdw]");

    private HabitsElsewhere() {}

    /** What to write in place of {@code token}, at which the parser stopped; empty if that is not known. */
    static Optional<String> remedy(Parser parser, Token token) {
        if (token.getType() == SqlExpressionLexer.DISTINCT) {
            return isArgument(parser, token)
                    ? Optional.of("calls have no DISTINCT; count_distinct(x) counts distinct values")
                    : Optional.empty();
        }
        if (isGluedSpan(parser, token)) {
            return Optional.of("a span of time stands in single quotes: '"
                    + before(parser, token, 1).map(Token::getText).orElse("") + token.getText() + "'");
        }
        return parser.getContext() instanceof SqlExpressionParser.WholeCallContext && token.getType() != Token.EOF
                ? Optional.of(afterCall(token))
                : inPlaceOfOperator(token.getText());
    }

    private static String afterCall(Token token) {
        return switch (token.getText().toUpperCase(Locale.ROOT)) {
            case "FILTER", "WHERE" -> "the condition of an aggregate stands beside it, under 'where:'";
            case "OVER" -> "the window of an aggregate stands beside it, under 'window:'";
            default ->
                token.getType() == SqlExpressionLexer.CLOSE
                        ? "expected the end of the expression"
                        : "an aggregate is one call; what computes with aggregates is a feature of an on-demand view";
        };
    }

    private static Optional<String> inPlaceOfOperator(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ILIKE" -> Optional.of("write lower(x) LIKE 'pattern', or regexp_like(x, '(?i)pattern')");
            case "RLIKE", "REGEXP", "SIMILAR" -> Optional.of("write regexp_like(x, 'pattern')");
            default -> Optional.empty();
        };
    }

    /** Whether the word is the first after a call's bracket. */
    private static boolean isArgument(Parser parser, Token token) {
        return isOfType(before(parser, token, 1), SqlExpressionLexer.OPEN)
                && isOfType(before(parser, token, 2), SqlExpressionLexer.IDENTIFIER);
    }

    /** Whether the word is the unit of a number that it touches, as in {@code 7d}. */
    private static boolean isGluedSpan(Parser parser, Token token) {
        Optional<Token> number = before(parser, token, 1);
        return UNIT.matcher(token.getText()).matches()
                && isOfType(number, SqlExpressionLexer.INTEGER)
                && number.filter(digits -> digits.getStopIndex() + 1 == token.getStartIndex())
                        .isPresent();
    }

    private static boolean isOfType(Optional<Token> token, int type) {
        return token.filter(present -> present.getType() == type).isPresent();
    }

    private static Optional<Token> before(Parser parser, Token token, int steps) {
        int index = token.getTokenIndex() - steps;
        return index < 0
                ? Optional.empty()
                : Optional.of(parser.getInputStream().get(index));
    }
}
