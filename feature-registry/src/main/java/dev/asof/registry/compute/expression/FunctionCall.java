package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.function.Signature;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.RowKernel;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** A call of one signature of a function, with arguments of exactly its types. {@code concat} is written {@code ||}. */
record FunctionCall(String function, Signature signature, List<Expression> operands) implements Node {

    FunctionCall {
        operands = List.copyOf(operands);
        List<DataType> types = operands.stream().map(Expression::type).toList();
        if (!signature.takesExactly(types)) {
            throw new IllegalArgumentException(function + " does not take " + types);
        }
    }

    @Override
    public DataType type() {
        return signature.result();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return RowKernel.evaluate(type(), signature.body(), Node.compute(operands, batch), batch.rowCount());
    }

    private boolean isConcatenation() {
        return function.equals("concat") && operands.size() > 1;
    }

    @Override
    public Level level() {
        return isConcatenation() ? Level.CONCATENATION : Level.PRIMARY;
    }

    @Override
    public void print(CanonicalText text) {
        if (isConcatenation()) {
            text.append(operands, Level.SUM, " || ");
            return;
        }
        text.append(function + "(");
        signature.unit().ifPresent(unit -> text.append("'" + unit + "', "));
        text.append(operands, Level.OR, ", ").append(")");
    }
}
