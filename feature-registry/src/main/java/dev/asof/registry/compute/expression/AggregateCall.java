package dev.asof.registry.compute.expression;

import java.util.List;

/**
 * A call as an aggregate feature writes it, such as {@code sum(quantity * price)}. The function is a name yet: which there
 * are, and what they take, is not known here.
 *
 * @param function in lower case
 * @param start where the function's name starts in the text, in chars from 0
 * @param end where it ends, exclusive
 */
public record AggregateCall(String function, int start, int end, Arguments arguments) {

    /** What stands between the brackets. */
    public sealed interface Arguments {}

    /** {@code *}, at {@code [start, end)} of the text. */
    public record Star(int start, int end) implements Arguments {}

    /** Expressions in the order written, none for {@code f()}. */
    public record Listed(List<Argument> values) implements Arguments {
        public Listed {
            values = List.copyOf(values);
        }
    }

    /** An argument, and where it stands in the text: {@code [start, end)}. */
    public record Argument(Expression expression, int start, int end) {}

    /** The canonical text of the whole call, for fingerprints; see {@link Expression#canonical}. */
    public String canonical() {
        return function + "(" + canonicalArguments() + ")";
    }

    /** The arguments' expressions in the order written; none of {@code *}. */
    public List<Expression> expressions() {
        return switch (arguments) {
            case Star star -> List.of();
            case Listed(List<Argument> values) ->
                values.stream().map(Argument::expression).toList();
        };
    }

    private String canonicalArguments() {
        return switch (arguments) {
            case Star star -> "*";
            case Listed(List<Argument> values) ->
                String.join(
                        ", ",
                        values.stream()
                                .map(argument -> argument.expression().canonical())
                                .toList());
        };
    }
}
