package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.schema.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the entry of one function together. */
final class FunctionBuilder {
    private final String name;
    private final ScalarFunction.Category category;
    private final String description;
    private Optional<String> errors = Optional.empty();
    private final List<Signature> signatures = new ArrayList<>();
    private final List<ScalarFunction.Example> examples = new ArrayList<>();

    FunctionBuilder(String name, ScalarFunction.Category category, String description) {
        this.name = name;
        this.category = category;
        this.description = description;
    }

    /** @param when the cases in which the function fails, as the documentation says it */
    FunctionBuilder fails(String when) {
        errors = Optional.of(when);
        return this;
    }

    FunctionBuilder takes(List<DataType> parameters, DataType result, RowFunction body) {
        return with(Signature.of(parameters, result, body));
    }

    /** The last parameter stands once or more. */
    FunctionBuilder takesRepeated(List<DataType> parameters, DataType result, RowFunction body) {
        return with(Signature.repeated(parameters, result, body));
    }

    /** A text literal {@code unit} stands before the parameters. */
    FunctionBuilder takesUnit(String unit, List<DataType> parameters, DataType result, RowFunction body) {
        return with(Signature.ofUnit(unit, parameters, result, body));
    }

    private FunctionBuilder with(Signature signature) {
        signatures.add(signature);
        return this;
    }

    FunctionBuilder example(String expression, String result) {
        examples.add(new ScalarFunction.Example(expression, result));
        return this;
    }

    ScalarFunction build() {
        return new ScalarFunction(name, category, description, errors, signatures, examples);
    }
}
