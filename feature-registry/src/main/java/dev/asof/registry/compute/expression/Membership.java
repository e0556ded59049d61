package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LogicKernels;
import dev.asof.registry.compute.expression.kernel.ValueSet;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code value IN (items)}, all of one type. All items are evaluated.
 *
 * @param constants the items as a set where all are literals; follows from the items
 */
record Membership(Expression value, List<Expression> items, Optional<ValueSet> constants) implements Predicate {

    Membership {
        items = List.copyOf(items);
        Node.requireAll(items, value.type());
    }

    Membership(Expression value, List<Expression> items) {
        this(value, items, constants(items));
    }

    private static Optional<ValueSet> constants(List<Expression> items) {
        List<Value> values = new ArrayList<>();
        for (Expression item : items) {
            if (item instanceof Literal literal) {
                values.add(literal.value());
            }
        }
        return values.size() == items.size() ? Optional.of(ValueSet.of(values)) : Optional.empty();
    }

    @Override
    public List<Expression> operands() {
        List<Expression> operands = new ArrayList<>();
        operands.add(value);
        operands.addAll(items);
        return List.copyOf(operands);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Evaluation computed = Node.compute(value, batch);
        return constants.isPresent()
                ? constants.get().evaluate(computed)
                : LogicKernels.isIn(computed, Node.compute(items, batch));
    }

    @Override
    public Level level() {
        return Level.COMPARISON;
    }

    @Override
    public void print(Polarity polarity, CanonicalText text) {
        text.append(value, Level.CONCATENATION)
                .append(" " + polarity.word() + "IN (")
                .append(items, Level.OR, ", ")
                .append(")");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Membership that && value.equals(that.value) && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + items.hashCode();
    }
}
