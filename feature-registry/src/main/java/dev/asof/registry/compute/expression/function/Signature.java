package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.expression.kernel.Widening;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One way in which a function can be called.
 *
 * @param unit the text literal that the call has before its arguments, such as {@code 'month'}, if it has one
 * @param parameters the types of the arguments
 * @param repetition whether the last parameter may stand more than once
 * @param result the type of the result
 * @param body computes one row; null arguments never reach it
 */
public record Signature(
        Optional<String> unit, List<DataType> parameters, Repetition repetition, DataType result, RowFunction body) {

    /** How often a last parameter stands. */
    public enum Repetition {
        ONCE,
        ONCE_OR_MORE
    }

    public Signature {
        parameters = List.copyOf(parameters);
    }

    static Signature of(List<DataType> parameters, DataType result, RowFunction body) {
        return new Signature(Optional.empty(), parameters, Repetition.ONCE, result, body);
    }

    static Signature repeated(List<DataType> parameters, DataType result, RowFunction body) {
        return new Signature(Optional.empty(), parameters, Repetition.ONCE_OR_MORE, result, body);
    }

    static Signature ofUnit(String unit, List<DataType> parameters, DataType result, RowFunction body) {
        return new Signature(Optional.of(unit), parameters, Repetition.ONCE, result, body);
    }

    /** Whether arguments of {@code types} stand here as they are or widened. */
    public boolean takes(List<DataType> types) {
        if (!takesCount(types.size())) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!types.get(i).equals(parameter(i)) && !Widening.allows(types.get(i), parameter(i))) {
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
            if (!types.get(i).equals(parameter(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean takesCount(int count) {
        return switch (repetition) {
            case ONCE -> count == parameters.size();
            case ONCE_OR_MORE -> count >= parameters.size();
        };
    }

    /** The type of argument {@code index}, counted from 0. */
    public DataType parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** What stands between the brackets, such as {@code string, int64}; the unit is left out. */
    public String describeParameters() {
        String listed = parameters.stream().map(DataType::displayName).collect(Collectors.joining(", "));
        return switch (repetition) {
            case ONCE -> listed;
            case ONCE_OR_MORE -> listed + ", ...";
        };
    }
}
