package dev.asof.registry.compute.expression.parse;

import dev.asof.registry.compute.expression.grammar.SqlExpressionLexer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Stops at the first word that cannot stand where it stands, and says what could. Recovering would report what follows
 * from the first mistake as further ones.
 */
final class FirstMistake extends DefaultErrorStrategy {
    /** More alternatives than this are not listed. */
    private static final int LISTED = 4;

    private final Positions positions;

    FirstMistake(Positions positions) {
        this.positions = positions;
    }

    @Override
    public void reportError(Parser parser, RecognitionException mistake) {
        throw reject(parser, offending(parser, mistake));
    }

    @Override
    public void recover(Parser parser, RecognitionException mistake) {
        throw reject(parser, offending(parser, mistake));
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw reject(parser, parser.getCurrentToken());
    }

    @Override
    public void sync(Parser parser) {
        // Rules themselves fail at the first word that does not fit.
    }

    private static Token offending(Parser parser, RecognitionException mistake) {
        Token token = mistake.getOffendingToken();
        return token == null ? parser.getCurrentToken() : token;
    }

    private RejectedSyntax reject(Parser parser, Token token) {
        String found = token.getType() == Token.EOF
                ? "the expression ends too early"
                : "'" + token.getText() + "' is not expected here";
        return new RejectedSyntax(new SyntaxProblem(positions.of(token), found + hint(parser, token)));
    }

    private static String hint(Parser parser, Token token) {
        Optional<String> remedy = HabitsElsewhere.remedy(parser, token);
        if (remedy.isPresent()) {
            return "; " + remedy.get();
        }
        Token previous = parser.getInputStream().LT(-1);
        if (reserved(token)) {
            return "; to use it as a column's name, write \"" + token.getText() + "\"";
        }
        if (previous != null && previous.getType() == SqlExpressionLexer.IDENTIFIER && asciiWord(token)) {
            return "; is an operator or a comma missing before it?";
        }
        return expected(parser.getExpectedTokens(), token);
    }

    private static boolean reserved(Token token) {
        return token.getType() >= SqlExpressionLexer.AND && token.getType() <= SqlExpressionLexer.WHEN;
    }

    private static boolean asciiWord(Token token) {
        return Set.of(SqlExpressionLexer.IDENTIFIER, SqlExpressionLexer.INTEGER, SqlExpressionLexer.DECIMAL)
                .contains(token.getType());
    }

    private static String expected(IntervalSet tokens, Token found) {
        if (tokens.contains(SqlExpressionLexer.IDENTIFIER) && tokens.contains(SqlExpressionLexer.INTEGER)) {
            return "; expected a column, a value or a function";
        }
        if (tokens.contains(SqlExpressionLexer.CLOSE)) {
            return found.getType() == Token.EOF ? "; a closing bracket is missing" : "; expected ')'";
        }
        if (tokens.contains(SqlExpressionLexer.CLOSE_LIST)) {
            return found.getType() == Token.EOF ? "; a closing bracket is missing" : "; expected ']'";
        }
        if (tokens.size() == 0 || tokens.size() > LISTED) {
            return "";
        }
        return "; expected "
                + tokens.toList().stream().map(FirstMistake::display).collect(Collectors.joining(", "));
    }

    private static String display(int tokenType) {
        return switch (tokenType) {
            case Token.EOF -> "the end of the expression";
            case SqlExpressionLexer.STRING -> "a text in single quotes";
            case SqlExpressionLexer.IDENTIFIER -> "a name";
            default -> SqlExpressionLexer.VOCABULARY.getDisplayName(tokenType);
        };
    }
}
