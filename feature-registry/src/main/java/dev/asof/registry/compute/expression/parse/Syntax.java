package dev.asof.registry.compute.expression.parse;

import java.util.List;
import java.util.Optional;

/**
 * An expression as written: names not resolved, nothing typed. Chains of one operator without brackets are flat where
 * the operator is associative, and nest to the left elsewhere.
 */
public sealed interface Syntax {

    /** Where this stands in the text. */
    TextRange range();

    /** An integer, with the minus sign that stands directly before it. */
    record IntegerLiteral(TextRange range, String text) implements Syntax {}

    /** A number with a fraction or an exponent, with the minus sign that stands directly before it. */
    record DecimalLiteral(TextRange range, String text) implements Syntax {}

    /** A quoted text, without its quotes. */
    record TextLiteral(TextRange range, String text) implements Syntax {}

    record TruthLiteral(TextRange range, boolean value) implements Syntax {}

    record NullLiteral(TextRange range) implements Syntax {}

    /** A type's name before a quoted text, such as {@code DATE '2020-01-01'}. */
    record TypedLiteral(TextRange range, String typeName, String text) implements Syntax {}

    /** A column's name; {@code quoted} tells how it was written, which only messages use. */
    record Name(TextRange range, String name, Quoting quoting) implements Syntax {}

    /** A feature, as {@code view:feature}, with a version, a role, or both: {@code role:view@1:feature}. */
    record Feature(TextRange range, String reference) implements Syntax {}

    /** How a name was written. */
    enum Quoting {
        BARE,
        QUOTED
    }

    /** {@code name(arguments)}. */
    record Call(TextRange range, TextRange nameRange, String name, Arguments arguments) implements Syntax {}

    /** What stands between the brackets of a call. */
    sealed interface Arguments {}

    /** {@code (*)}. */
    record Star(TextRange range) implements Arguments {}

    /** Any number of expressions, none included. */
    record Listed(List<Syntax> values) implements Arguments {}

    /** {@code [a, b, c]}, at least one element. */
    record ListOf(TextRange range, List<Syntax> elements) implements Syntax {}

    /** A left operand, an operator of arithmetic, a right operand. */
    record Binary(TextRange range, BinaryOperator operator, Syntax left, Syntax right) implements Syntax {}

    /** The operators that nest to the left. */
    enum BinaryOperator {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDE("/"),
        REMAINDER("%"),
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** {@code a || b || c}, at least two operands. */
    record Concatenation(TextRange range, List<Syntax> operands) implements Syntax {}

    record And(TextRange range, List<Syntax> operands) implements Syntax {}

    record Or(TextRange range, List<Syntax> operands) implements Syntax {}

    record Not(TextRange range, Syntax operand) implements Syntax {}

    /** The minus sign before anything but a number. */
    record Minus(TextRange range, Syntax operand) implements Syntax {}

    record IsNull(TextRange range, Syntax operand) implements Syntax {}

    /** {@code IS TRUE} or {@code IS FALSE}. */
    record IsTruth(TextRange range, Syntax operand, boolean expected) implements Syntax {}

    record IsDistinct(TextRange range, Syntax left, Syntax right) implements Syntax {}

    record In(TextRange range, Syntax value, List<Syntax> items) implements Syntax {}

    record Between(TextRange range, Syntax value, Syntax low, Syntax high) implements Syntax {}

    record Like(TextRange range, Syntax value, TextLiteral pattern, Optional<TextLiteral> escape) implements Syntax {}

    record Cast(TextRange range, Syntax operand, TextRange typeRange, String typeName, OnFailure onFailure)
            implements Syntax {}

    /** What a cast does with a value that has no counterpart in the target type. */
    enum OnFailure {
        /** {@code CAST}: null, and counted. */
        COUNT,
        /** {@code TRY_CAST}: null. */
        IGNORE
    }

    record Case(TextRange range, Optional<Syntax> operand, List<Branch> branches, Optional<Syntax> otherwise)
            implements Syntax {}

    record Branch(Syntax when, Syntax then) {}
}
