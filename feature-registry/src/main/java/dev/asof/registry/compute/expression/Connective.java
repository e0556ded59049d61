package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Connection;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Truth;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** AND or OR over two or more bools, from left to right. One within itself is flattened, which changes nothing. */
record Connective(Operator operator, List<Expression> operands) implements Node {

    enum Operator {
        AND(Truth.FALSE),
        OR(Truth.TRUE);

        private final Truth decisive;

        Operator(Truth decisive) {
            this.decisive = decisive;
        }
    }

    Connective {
        Node.requireAll(operands, ScalarType.BOOL);
        if (operands.size() < 2) {
            throw new IllegalArgumentException(operator + " of " + operands.size() + " operands");
        }
        operands = flattened(operator, operands);
    }

    private static List<Expression> flattened(Operator operator, List<Expression> operands) {
        List<Expression> result = new ArrayList<>();
        for (Expression operand : operands) {
            if (operand instanceof Connective(Operator inner, List<Expression> nested) && inner == operator) {
                result.addAll(nested);
            } else {
                result.add(operand);
            }
        }
        return List.copyOf(result);
    }

    @Override
    public DataType type() {
        return ScalarType.BOOL;
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Connection connection = new Connection(operator.decisive, Node.compute(operands.getFirst(), batch));
        for (int i = 1; i < operands.size() && !connection.isDecided(); i++) {
            connection.append(Node.compute(operands.get(i), batch));
        }
        return connection.result();
    }

    @Override
    public Level level() {
        return switch (operator) {
            case AND -> Level.AND;
            case OR -> Level.OR;
        };
    }

    @Override
    public void print(CanonicalText text) {
        text.append(operands, operator == Operator.OR ? Level.AND : Level.NOT, " " + operator + " ");
    }
}
