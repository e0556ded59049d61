package dev.asof.registry.compute.expression.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A function of row expressions. It is null where an argument is null (the forms with other rules, such as COALESCE, are
 * part of the language).
 *
 * @param name in lower case; calls may write it in any case
 * @param category under which the documentation lists it
 * @param description what it gives, one or two sentences
 * @param nulls when it is null otherwise, without failing; empty if never
 * @param errors when it fails on data, empty if never; a failure is null and counted
 * @param forms tried in this order; the first that takes the arguments is called
 * @param examples at least one; tests run them
 */
public record ScalarFunction(
        String name,
        Category category,
        String description,
        Optional<String> nulls,
        Optional<String> errors,
        List<Form> forms,
        List<Example> examples) {

    /** The kinds of function, in the order of the documentation. */
    public enum Category {
        NUMBER("Numbers"),
        TEXT("Strings"),
        TIME("Dates and timestamps"),
        NESTED("Lists and maps"),
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
        forms = List.copyOf(forms);
        examples = List.copyOf(examples);
        if (forms.isEmpty() || examples.isEmpty()) {
            throw new IllegalArgumentException("Function " + name + " lacks a form or an example");
        }
    }

    /** The kinds of literal that calls may name out of a list, such as units, by what they are. */
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = new TreeMap<>();
        literals()
                .filter(literal -> !literal.choices().isEmpty())
                .forEach(literal -> choices.merge(
                        literal.name(), literal.choices(), (one, other) -> one.size() < other.size() ? other : one));
        return choices;
    }

    private Stream<Parameter.Written> literals() {
        return forms.stream()
                .flatMap(form -> form.samples().stream())
                .flatMap(signature -> signature.parameters().stream())
                .flatMap(parameter ->
                        parameter instanceof Parameter.Written literal ? Stream.of(literal) : Stream.empty());
    }

    /** The literal that every form has at this place of a call with so many arguments, if it takes such a call at all. */
    public Optional<Parameter.Written> literalAt(int index, int argumentCount) {
        List<Parameter> found = forms.stream()
                .flatMap(form -> form.samples().stream())
                .filter(signature -> signature.takesCount(argumentCount))
                .map(signature -> signature.parameter(index))
                .toList();
        return !found.isEmpty() && found.stream().allMatch(Parameter.Written.class::isInstance)
                ? Optional.of((Parameter.Written) found.getFirst())
                : Optional.empty();
    }

    /** The distinct forms of a call with the type of the result, such as {@code round(float64, int64) → float64}. */
    public List<String> describeForms() {
        return forms.stream()
                .map(form -> name + "(" + form.describeParameters() + ") → " + form.describeResult())
                .distinct()
                .toList();
    }
}
