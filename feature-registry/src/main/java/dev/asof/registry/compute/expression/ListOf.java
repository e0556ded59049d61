package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.ListKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Optional;

/** {@code [elements]}, all of one type; null elements are elements. */
record ListOf(List<Expression> operands) implements Node {

    ListOf {
        operands = List.copyOf(operands);
        Node.requireAll(operands, operands.getFirst().type());
    }

    @Override
    public ListType type() {
        return new ListType(operands.getFirst().type());
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return ListKernels.listOf(type(), Node.compute(operands, batch), batch.rowCount());
    }

    /** The list, where every element is written out. */
    @Override
    public Optional<Value> constant() {
        if (!operands.stream().allMatch(ListOf::isWrittenOut)) {
            return Optional.empty();
        }
        Evaluation list = compute(new ColumnBatch(new Schema(List.of()), List.of(), 1));
        return list.column().isNull(0) ? Optional.empty() : Optional.of(Value.of(list.column(), 0));
    }

    private static boolean isWrittenOut(Expression element) {
        return switch ((Node) element) {
            case Widened widened -> isWrittenOut(widened.operand());
            case NullLiteral nothing -> true;
            case Node other -> other.constant().isPresent();
        };
    }

    @Override
    public void print(CanonicalText text) {
        text.append("[").append(operands, Level.OR, ", ").append("]");
    }
}
