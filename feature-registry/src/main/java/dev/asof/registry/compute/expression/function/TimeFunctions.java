package dev.asof.registry.compute.expression.function;

import java.util.List;

/** Functions of dates and timestamps. */
final class TimeFunctions {
    private TimeFunctions() {}

    static List<ScalarFunction> all() {
        return List.of();
    }
}
