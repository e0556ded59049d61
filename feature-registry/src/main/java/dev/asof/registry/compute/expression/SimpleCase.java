package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ComparisonKernels;
import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Selection;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code CASE operand WHEN value THEN result ... ELSE otherwise END}: the result of the first value that equals the
 * operand, which is evaluated once. Otherwise as {@link Case}.
 */
record SimpleCase(Expression operand, List<Branch> branches, Expression otherwise) implements Node {

    record Branch(Expression value, Expression result) {}

    SimpleCase {
        branches = List.copyOf(branches);
        for (Branch branch : branches) {
            Node.require(branch.value, operand.type());
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
        operands.add(operand);
        for (Branch branch : branches) {
            operands.add(branch.value);
            operands.add(branch.result);
        }
        operands.add(otherwise);
        return List.copyOf(operands);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Selection selection = new Selection(type(), batch.rowCount());
        Evaluation compared = Node.compute(operand, batch);
        for (Branch branch : branches) {
            if (selection.isOpen()) {
                Evaluation condition = ComparisonKernels.evaluate(
                        ComparisonOperator.EQUAL, compared, Node.compute(branch.value, batch));
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
        text.append("CASE ").appendBare(operand);
        for (Branch branch : branches) {
            text.append(" WHEN ").appendBare(branch.value).append(" THEN ").appendBare(branch.result);
        }
        NullLiteral.printElse(otherwise, text);
        text.append(" END");
    }
}
