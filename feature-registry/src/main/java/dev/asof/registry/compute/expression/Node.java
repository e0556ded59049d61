package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.BatchTooLarge;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** The kinds of expression there are. */
sealed interface Node extends Expression
        permits Arithmetic,
                Between,
                Case,
                Cast,
                Coalesce,
                ColumnReference,
                Comparison,
                Connective,
                DistinctTest,
                FunctionCall,
                Like,
                Literal,
                Membership,
                Negation,
                Not,
                NullIf,
                NullLiteral,
                NullTest,
                SimpleCase,
                TruthTest,
                Widened {

    /** @throws BatchTooLarge if the strings of a result, here or below, exceed what a batch may hold */
    Evaluation compute(ColumnBatch batch);

    /** Appends the canonical text. */
    void print(StringBuilder text);

    @Override
    default String canonical() {
        StringBuilder text = new StringBuilder();
        print(text);
        return text.toString();
    }

    static Evaluation compute(Expression expression, ColumnBatch batch) {
        return ((Node) expression).compute(batch);
    }

    static List<Evaluation> compute(List<Expression> expressions, ColumnBatch batch) {
        return expressions.stream()
                .map(expression -> compute(expression, batch))
                .toList();
    }

    static void print(Expression expression, StringBuilder text) {
        ((Node) expression).print(text);
    }

    static void print(List<Expression> expressions, String separator, StringBuilder text) {
        for (int i = 0; i < expressions.size(); i++) {
            text.append(i == 0 ? "" : separator);
            print(expressions.get(i), text);
        }
    }

    /** @throws IllegalArgumentException if the operand is of another type: a defect of whoever constructs the node */
    static void require(Expression operand, ScalarType type) {
        if (operand.type() != type) {
            throw new IllegalArgumentException(
                    operand.canonical() + " is " + operand.type().displayName() + ", not " + type.displayName());
        }
    }

    static void requireAll(List<Expression> operands, ScalarType type) {
        operands.forEach(operand -> require(operand, type));
    }
}
