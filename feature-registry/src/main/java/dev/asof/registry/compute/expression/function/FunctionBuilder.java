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
    private Optional<String> nulls = Optional.empty();
    private Optional<String> errors = Optional.empty();
    private final List<Form> forms = new ArrayList<>();
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

    /** @param where the cases in which the function is null without failing, as the documentation says it */
    FunctionBuilder isNull(String where) {
        nulls = Optional.of(where);
        return this;
    }

    FunctionBuilder takes(List<DataType> parameters, DataType result, RowFunction body) {
        return with(Signature.of(parameters, result, body));
    }

    /** The last parameter stands once or more. */
    FunctionBuilder takesRepeated(List<DataType> parameters, DataType result, RowFunction body) {
        return with(Signature.repeated(parameters, result, body));
    }

    /** Some of the parameters are literals. */
    FunctionBuilder takesWritten(List<Parameter> parameters, DataType result, Body.Rule rule) {
        return with(Signature.written(parameters, result, rule));
    }

    FunctionBuilder with(Form form) {
        forms.add(form);
        return this;
    }

    FunctionBuilder example(String expression, String result) {
        examples.add(new ScalarFunction.Example(expression, result));
        return this;
    }

    ScalarFunction build() {
        return new ScalarFunction(name, category, description, nulls, errors, forms, examples);
    }
}
