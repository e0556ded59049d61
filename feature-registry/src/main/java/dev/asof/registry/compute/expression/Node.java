package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.BatchTooLarge;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** The kinds of expression there are. */
sealed interface Node extends Expression
        permits Arithmetic,
                Case,
                Cast,
                Coalesce,
                ColumnReference,
                Comparison,
                Connective,
                FeatureReference,
                FunctionCall,
                ListOf,
                Literal,
                Negation,
                Not,
                NullIf,
                NullLiteral,
                Predicate,
                SimpleCase,
                Widened {

    /** @throws BatchTooLarge if the strings of a result, here or below, exceed what a batch may hold */
    Evaluation compute(ColumnBatch batch);

    /** Writes the canonical text. */
    void print(CanonicalText text);

    /** How tightly the outermost operator of the canonical text binds. */
    default Level level() {
        return Level.PRIMARY;
    }

    @Override
    default String canonical() {
        return new CanonicalText().appendBare(this).toString();
    }

    static Evaluation compute(Expression expression, ColumnBatch batch) {
        return ((Node) expression).compute(batch);
    }

    static List<Evaluation> compute(List<Expression> expressions, ColumnBatch batch) {
        return expressions.stream()
                .map(expression -> compute(expression, batch))
                .toList();
    }

    /** @throws IllegalArgumentException if the operand is of another type: a defect of whoever constructs the node */
    static void require(Expression operand, DataType type) {
        if (!operand.type().equals(type)) {
            throw new IllegalArgumentException(
                    operand.canonical() + " is " + operand.type().displayName() + ", not " + type.displayName());
        }
    }

    static void requireAll(List<Expression> operands, DataType type) {
        operands.forEach(operand -> require(operand, type));
    }
}
