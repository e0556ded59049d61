package dev.asof.registry.compute.expression.function;

import java.util.List;

/** Functions of numbers. */
final class NumberFunctions {
    private NumberFunctions() {}

    static List<ScalarFunction> all() {
        return List.of();
    }
}
