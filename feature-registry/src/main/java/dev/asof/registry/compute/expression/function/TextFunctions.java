package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.Optional;

/** Functions of strings. */
final class TextFunctions {
    private TextFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(new ScalarFunction(
                "concat",
                ScalarFunction.Category.TEXT,
                "The strings joined; the same as {@code a || b}.",
                Optional.of("longer than 1 MiB"),
                List.of(Signature.repeated(List.of(ScalarType.STRING), ScalarType.STRING, TextFunctions::concat)),
                List.of(new ScalarFunction.Example("concat('a', 'b', 'c')", "'abc'"))));
    }

    private static void concat(Cursor row) {
        for (int i = 0; i < row.argumentCount(); i++) {
            row.text().append(row.dataAt(i), row.fromAt(i), row.toAt(i));
        }
    }
}
