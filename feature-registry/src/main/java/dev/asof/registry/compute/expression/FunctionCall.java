package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.function.Body;
import dev.asof.registry.compute.expression.function.Parameter;
import dev.asof.registry.compute.expression.function.Signature;
import dev.asof.registry.compute.expression.function.ZoneLiteral;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.expression.kernel.RowKernel;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call of one signature of a function, with arguments of exactly its types. {@code concat} is written {@code ||}.
 *
 * @param operands all arguments, the literals among them
 * @param body follows from the signature and the literals
 */
record FunctionCall(String function, Signature signature, List<Expression> operands, RowFunction body) implements Node {

    FunctionCall {
        operands = List.copyOf(operands);
        List<DataType> types = operands.stream().map(Expression::type).toList();
        if (!signature.takesExactly(types)) {
            throw new IllegalArgumentException(function + " does not take " + types);
        }
    }

    /** A call whose literals are known to be right. */
    static FunctionCall of(String function, Signature signature, List<Expression> operands) {
        return switch (signature.body(literals(signature, operands))) {
            case Body.Computed(RowFunction body) -> new FunctionCall(function, signature, operands, body);
            case Body.Refused refused -> throw new IllegalArgumentException(refused.reason());
        };
    }

    /** The values of the arguments that are literals. */
    static List<Value> literals(Signature signature, List<Expression> operands) {
        List<Value> literals = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            if (signature.parameter(i) instanceof Parameter.Written) {
                literals.add(operands.get(i).constant().orElseThrow());
            }
        }
        return literals;
    }

    @Override
    public DataType type() {
        return signature.result();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        List<Evaluation> arguments = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            if (signature.parameter(i) instanceof Parameter.Of) {
                arguments.add(Node.compute(operands.get(i), batch));
            }
        }
        return RowKernel.evaluate(type(), body, arguments, batch.rowCount());
    }

    /** The time zone that the call names, if it takes one. */
    Optional<NamedZone> zone() {
        for (int i = 0; i < operands.size(); i++) {
            if (signature.parameter(i).equals(ZoneLiteral.PARAMETER)) {
                return operands.get(i).constant().flatMap(ZoneLiteral::find);
            }
        }
        return Optional.empty();
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
        } else {
            text.append(function + "(").append(operands, Level.OR, ", ").append(")");
        }
    }

    /** Function and arguments say it all. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FunctionCall that
                && function.equals(that.function)
                && type().equals(that.type())
                && operands.equals(that.operands);
    }

    @Override
    public int hashCode() {
        return 31 * function.hashCode() + operands.hashCode();
    }
}
