package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Selection;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** {@code coalesce(operands)}, all of one type: the first that is not null. Those after it are not reached. */
record Coalesce(List<Expression> operands) implements Node {

    Coalesce {
        operands = List.copyOf(operands);
        Node.requireAll(operands, operands.getFirst().type());
    }

    @Override
    public DataType type() {
        return operands.getFirst().type();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Selection selection = new Selection(type(), batch.rowCount());
        for (Expression operand : operands) {
            if (selection.isOpen()) {
                selection.settleWherePresent(Node.compute(operand, batch));
            }
        }
        return selection.result();
    }

    @Override
    public void print(CanonicalText text) {
        text.append("coalesce(").append(operands, Level.OR, ", ").append(")");
    }
}
