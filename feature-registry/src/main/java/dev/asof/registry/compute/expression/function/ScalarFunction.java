package dev.asof.registry.compute.expression.function;

import java.util.List;
import java.util.Optional;

/**
 * A function of row expressions. It is null where an argument is null; that is the null rule of all functions (the forms
 * with rules of their own, such as COALESCE, are part of the language).
 *
 * @param name in lower case; calls may write it in any case
 * @param category under which the documentation lists it
 * @param description what it gives, one or two sentences
 * @param errors when it fails on data, empty if never; a failure is null and counted
 * @param signatures tried in this order; the first that takes the arguments is called
 * @param examples at least one; tests run them
 */
public record ScalarFunction(
        String name,
        Category category,
        String description,
        Optional<String> errors,
        List<Signature> signatures,
        List<Example> examples) {

    /** The kinds of function, in the order of the documentation. */
    public enum Category {
        NUMBER("Numbers"),
        TEXT("Strings"),
        TIME("Dates and timestamps"),
        ANY("Any type that has an order");

        private final String title;

        Category(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * An expression without columns, and what it gives.
     *
     * @param result a literal; {@code NULL} also stands for a failure
     */
    public record Example(String expression, String result) {}

    public ScalarFunction {
        signatures = List.copyOf(signatures);
        examples = List.copyOf(examples);
        if (signatures.isEmpty() || examples.isEmpty()) {
            throw new IllegalArgumentException("Function " + name + " lacks a signature or an example");
        }
    }

    /** The units that calls may name, none for most functions. */
    public List<String> units() {
        return signatures.stream()
                .flatMap(signature -> signature.unit().stream())
                .distinct()
                .toList();
    }

    /**
     * The distinct forms of a call with the type of the result, such as {@code round(float64, int64) → float64}.
     *
     * @param unit the only unit to describe; all where it is empty
     */
    public List<String> describeSignatures(Optional<String> unit) {
        String first = unit.map(name -> "'" + name + "', ").orElse(units().isEmpty() ? "" : "unit, ");
        return signatures.stream()
                .filter(signature -> unit.isEmpty() || signature.unit().equals(unit))
                .map(signature -> name + "(" + first + signature.describeParameters() + ") → "
                        + signature.result().displayName())
                .distinct()
                .toList();
    }
}
