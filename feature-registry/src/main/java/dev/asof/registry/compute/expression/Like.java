package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LikePattern;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.Optional;

/**
 * {@code operand LIKE 'pattern' [ESCAPE 'e']}.
 *
 * @param escape a code point
 * @param compiled follows from the pattern and the escape
 */
record Like(Expression operand, String pattern, Optional<Integer> escape, LikePattern compiled) implements Predicate {

    Like {
        Node.require(operand, ScalarType.STRING);
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return compiled.evaluate(Node.compute(operand, batch));
    }

    @Override
    public Level level() {
        return Level.COMPARISON;
    }

    @Override
    public void print(Polarity polarity, CanonicalText text) {
        text.append(operand, Level.CONCATENATION).append(" " + polarity.word() + "LIKE " + Literal.quoted(pattern));
        escape.ifPresent(codePoint -> text.append(" ESCAPE " + Literal.quoted(Character.toString(codePoint))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Like that
                && operand.equals(that.operand)
                && pattern.equals(that.pattern)
                && escape.equals(that.escape);
    }

    @Override
    public int hashCode() {
        return 31 * operand.hashCode() + pattern.hashCode();
    }
}
