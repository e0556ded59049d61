package dev.asof.it.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of one row in one of its forms.
 *
 * @param parameters what it takes, in order
 * @param body the value of arguments of which none is null, in the types of the parameters; null where it fails
 */
public record RowFunction(String name, List<Parameter> parameters, Type result, Body body) {

    /** The value of a call. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object on(List<Object> arguments);
    }

    /** What stands in one place of a call. */
    public sealed interface Parameter {
        Type type();

        /** Any value of a type. */
        record Any(Type type) implements Parameter {}

        /**
         * Any value of a type.
         *
         * @param choices values that the function is about, since others hardly ever are
         */
        record Mostly(Type type, List<Object> choices) implements Parameter {}

        /**
         * A literal.
         *
         * @param choices some of those that the function takes
         */
        record Written(Type type, List<Object> choices) implements Parameter {}
    }

    public RowFunction {
        parameters = List.copyOf(parameters);
    }

    static RowFunction of(String name, List<Type> parameters, Type result, Body body) {
        return new RowFunction(
                name, parameters.stream().<Parameter>map(Parameter.Any::new).toList(), result, body);
    }

    /** Whether arguments of these types can stand here, as they are or widened. */
    boolean takes(List<Type> types) {
        if (types.size() != parameters.size()) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!parameters.get(i).type().takes(types.get(i))) {
                return false;
            }
        }
        return true;
    }
}
