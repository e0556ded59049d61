package dev.asof.registry.compute.expression.parse;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Places of tokens in a text: ANTLR counts code points, we count chars. */
final class Positions {
    private final int[] charsBefore;

    Positions(String text) {
        charsBefore = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 0; i + 1 < charsBefore.length; i++) {
            charsBefore[i + 1] = charsBefore[i] + Character.charCount(text.codePointAt(charsBefore[i]));
        }
    }

    TextRange of(Token token) {
        if (token.getType() == Token.EOF) {
            int end = charsBefore[charsBefore.length - 1];
            return new TextRange(end, end);
        }
        return new TextRange(charsBefore[token.getStartIndex()], charsBefore[token.getStopIndex() + 1]);
    }

    TextRange of(ParserRuleContext context) {
        return of(context.getStart()).to(of(context.getStop()));
    }
}
