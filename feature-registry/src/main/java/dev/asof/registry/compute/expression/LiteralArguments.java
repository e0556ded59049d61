package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.function.Body;
import dev.asof.registry.compute.expression.function.Parameter;
import dev.asof.registry.compute.expression.function.ScalarFunction;
import dev.asof.registry.compute.expression.function.Signature;
import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the arguments of one call that are literals, and makes the call of them. */
final class LiteralArguments {
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");

    private final Checker checker;
    private final ScalarFunction function;
    private final Signature signature;
    private final List<Syntax> written;

    LiteralArguments(Checker checker, ScalarFunction function, Signature signature, List<Syntax> written) {
        this.checker = checker;
        this.function = function;
        this.signature = signature;
        this.written = written;
    }

    /** Whether this looks like a literal: a mistake in it is then the literal's own. */
    static boolean isLiteral(Syntax syntax) {
        return switch (syntax) {
            case Syntax.TextLiteral text -> true;
            case Syntax.IntegerLiteral number -> true;
            case Syntax.ListOf list -> true;
            default -> false;
        };
    }

    /** What stands in a place where nothing but a literal does. */
    static String wanted(ScalarFunction function, int index, Parameter.Written literal) {
        String place = "the " + ORDINALS.get(index) + " argument of " + function.name() + " is ";
        if (!literal.choices().isEmpty()) {
            return place + "a " + literal.name() + ": " + listed(literal);
        }
        return place + "a literal, the " + literal.name() + ", such as "
                + literal.samples().getFirst();
    }

    private static String listed(Parameter.Written literal) {
        return literal.choices().stream().map(Literal::quoted).collect(Collectors.joining(", "));
    }

    /** The call of arguments that have the signature's types; empty, and reported, if a literal is wrong. */
    Optional<Expression> bind(List<Expression> arguments) {
        List<Expression> operands = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!(signature.parameter(i) instanceof Parameter.Written literal)) {
                operands.add(arguments.get(i));
                continue;
            }
            Optional<Expression> operand = literal(i, literal, arguments.get(i));
            if (operand.isEmpty()) {
                return Optional.empty();
            }
            operands.add(operand.get());
            places.add(i);
        }
        return switch (signature.body(FunctionCall.literals(signature, operands))) {
            case Body.Computed(RowFunction body) ->
                Optional.of(new FunctionCall(function.name(), signature, operands, body));
            case Body.Refused(int literal, String reason) -> {
                checker.report(written.get(places.get(literal)).range(), reason);
                yield Optional.empty();
            }
        };
    }

    private Optional<Expression> literal(int index, Parameter.Written literal, Expression argument) {
        Optional<Value> constant = argument.constant().map(literal::canonical);
        if (constant.isEmpty() || !literal.allows(constant.get())) {
            checker.report(written.get(index).range(), wanted(function, index, literal));
            return Optional.empty();
        }
        return Optional.of(
                literal.type() == ScalarType.STRING ? new Literal(ScalarType.STRING, constant.get()) : argument);
    }
}
