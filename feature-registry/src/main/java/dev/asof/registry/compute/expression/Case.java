package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Selection;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code CASE WHEN condition THEN result ... ELSE otherwise END}: the result of the first condition that is TRUE. What a
 * row does not reach neither counts nor, where no row of the batch reaches it, is evaluated.
 */
record Case(List<Branch> branches, Expression otherwise) implements Node {

    record Branch(Expression condition, Expression result) {}

    Case {
        branches = List.copyOf(branches);
        for (Branch branch : branches) {
            Node.require(branch.condition, ScalarType.BOOL);
            Node.require(branch.result, otherwise.type());
        }
    }

    @Override
    public DataType type() {
        return otherwise.type();
    }

    @Override
    public List<Expression> operands() {
        List<Expression> operands = new ArrayList<>();
        for (Branch branch : branches) {
            operands.add(branch.condition);
            operands.add(branch.result);
        }
        operands.add(otherwise);
        return List.copyOf(operands);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Selection selection = new Selection(type(), batch.rowCount());
        for (Branch branch : branches) {
            if (selection.isOpen()) {
                Evaluation condition = Node.compute(branch.condition, batch);
                if (selection.reaches(condition)) {
                    selection.settleWhere(condition, Node.compute(branch.result, batch));
                }
            }
        }
        if (selection.isOpen()) {
            selection.settleRest(Node.compute(otherwise, batch));
        }
        return selection.result();
    }

    @Override
    public void print(CanonicalText text) {
        text.append("CASE");
        for (Branch branch : branches) {
            text.append(" WHEN ").appendBare(branch.condition).append(" THEN ").appendBare(branch.result);
        }
        NullLiteral.printElse(otherwise, text);
        text.append(" END");
    }
}
