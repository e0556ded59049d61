package dev.asof.registry.compute.expression;

import java.util.List;

/**
 * The canonical text of an expression being written: one space between words, brackets only where the levels of operators
 * need them. So it never nests deeper than any text of the same tree. Not thread-safe.
 */
final class CanonicalText {

    /** How tightly an expression's outermost operator binds, the loosest first: the levels of the grammar. */
    enum Level {
        OR,
        AND,
        NOT,
        TEST,
        COMPARISON,
        CONCATENATION,
        SUM,
        PRODUCT,
        SIGNED,
        PRIMARY
    }

    private final StringBuilder text = new StringBuilder();

    CanonicalText append(String part) {
        text.append(part);
        return this;
    }

    /** Appends {@code operand}, in brackets if it binds more loosely than {@code loosest}. */
    CanonicalText append(Expression operand, Level loosest) {
        return ((Node) operand).level().compareTo(loosest) < 0 ? appendBracketed(operand) : appendBare(operand);
    }

    CanonicalText appendBracketed(Expression operand) {
        text.append('(');
        appendBare(operand);
        text.append(')');
        return this;
    }

    /** Appends {@code operand} where any expression stands. */
    CanonicalText appendBare(Expression operand) {
        ((Node) operand).print(this);
        return this;
    }

    CanonicalText append(List<Expression> operands, Level loosest, String separator) {
        for (int i = 0; i < operands.size(); i++) {
            text.append(i == 0 ? "" : separator);
            append(operands.get(i), loosest);
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
