package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.expression.kernel.Widening;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One signature of a function.
 *
 * @param repetition whether the last parameter may stand more than once
 * @param result the type of the result
 * @param rule makes the body of a call
 */
public record Signature(List<Parameter> parameters, Repetition repetition, DataType result, Body.Rule rule)
        implements Form {

    /** How often a last parameter stands. */
    public enum Repetition {
        ONCE,
        ONCE_OR_MORE
    }

    public Signature {
        parameters = List.copyOf(parameters);
    }

    /** A signature without literals. */
    static Signature of(List<DataType> types, DataType result, RowFunction body) {
        return new Signature(values(types), Repetition.ONCE, result, literals -> new Body.Computed(body));
    }

    /** A signature whose last parameter stands once or more. */
    static Signature repeated(List<DataType> types, DataType result, RowFunction body) {
        return new Signature(values(types), Repetition.ONCE_OR_MORE, result, literals -> new Body.Computed(body));
    }

    /** A signature with literals. */
    static Signature written(List<Parameter> parameters, DataType result, Body.Rule rule) {
        return new Signature(parameters, Repetition.ONCE, result, rule);
    }

    private static List<Parameter> values(List<DataType> types) {
        return types.stream().<Parameter>map(Parameter.Of::new).toList();
    }

    @Override
    public Optional<Signature> on(List<DataType> types) {
        return takes(types) ? Optional.of(this) : Optional.empty();
    }

    /** Whether arguments of {@code types} stand here as they are or widened. */
    boolean takes(List<DataType> types) {
        if (!takesCount(types.size())) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            DataType wanted = parameter(i).type();
            if (!types.get(i).equals(wanted) && !Widening.allows(types.get(i), wanted)) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code types} are this signature's own. */
    public boolean takesExactly(List<DataType> types) {
        if (!takesCount(types.size())) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!types.get(i).equals(parameter(i).type())) {
                return false;
            }
        }
        return true;
    }

    boolean takesCount(int count) {
        return switch (repetition) {
            case ONCE -> count == parameters.size();
            case ONCE_OR_MORE -> count >= parameters.size();
        };
    }

    /** The parameter of argument {@code index}, counted from 0. */
    public Parameter parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** The body of a call with these literals, which are canonical and among the choices. */
    public Body body(List<Value> literals) {
        return rule.of(literals);
    }

    @Override
    public String describeParameters() {
        String listed = parameters.stream().map(Parameter::describe).collect(Collectors.joining(", "));
        return switch (repetition) {
            case ONCE -> listed;
            case ONCE_OR_MORE -> listed + ", ...";
        };
    }

    @Override
    public String describeResult() {
        return result.displayName();
    }

    @Override
    public List<Signature> samples() {
        return List.of(this);
    }
}
