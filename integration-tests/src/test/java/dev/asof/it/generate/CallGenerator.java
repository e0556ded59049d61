package dev.asof.it.generate;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.RowFunction;
import dev.asof.it.oracle.RowFunctions;
import dev.asof.it.oracle.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Draws calls of functions, each form as often as the others. */
final class CallGenerator {
    private final Dice dice;
    private final Function<Type, Expr> operands;

    /** @param operands an expression of a type */
    CallGenerator(Dice dice, Function<Type, Expr> operands) {
        this.dice = dice;
        this.operands = operands;
    }

    /** A call that gives a type; empty if no function gives it. */
    Optional<Expr> ofType(Type type) {
        List<RowFunction> functions = RowFunctions.all().stream()
                .filter(function -> function.result().equals(type))
                .toList();
        return functions.isEmpty() ? Optional.empty() : Optional.of(call(dice.oneOf(functions)));
    }

    /** A call of one form, or of one before it that takes other types and gives the same. */
    Expr call(RowFunction function) {
        List<Expr> arguments = new ArrayList<>();
        function.parameters().forEach(parameter -> arguments.add(argument(parameter)));
        Expr call = RowFunctions.call(function.name(), arguments);
        return call.type().equals(function.result()) ? call : new Expr.Call(function, exact(function, arguments));
    }

    private static List<Expr> exact(RowFunction function, List<Expr> arguments) {
        List<Expr> exact = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Type wanted = function.parameters().get(i).type();
            Expr argument = arguments.get(i);
            exact.add(argument.type().equals(wanted) ? argument : new Expr.Cast(argument, wanted));
        }
        return exact;
    }

    private Expr argument(RowFunction.Parameter parameter) {
        return switch (parameter) {
            case RowFunction.Parameter.Written written -> literal(written.type(), dice.oneOf(written.choices()));
            case RowFunction.Parameter.Mostly mostly ->
                dice.chance(20) ? operands.apply(mostly.type()) : oneOf(mostly, 2);
            case RowFunction.Parameter.Any(Type type) ->
                switch (type.kind()) {
                    case INT64 -> dice.chance(50) ? small() : operands.apply(dice.one(Type.INT64, Type.INT32));
                    case FLOAT64 ->
                        operands.apply(dice.chance(60) ? type : dice.one(Type.INT32, Type.INT64, Type.FLOAT32));
                    default -> operands.apply(type);
                };
        };
    }

    /** One of the values in each row. */
    private Expr oneOf(RowFunction.Parameter.Mostly mostly, int depth) {
        return depth == 0
                ? new Expr.Literal(mostly.type(), dice.oneOf(mostly.choices()))
                : new Expr.Case(operands.apply(Type.BOOL), oneOf(mostly, depth - 1), oneOf(mostly, depth - 1));
    }

    private static Expr literal(Type type, Object value) {
        return value instanceof List<?> elements
                ? new Expr.ListOf(elements.stream()
                        .<Expr>map(element -> new Expr.Literal(type.element(), element))
                        .toList())
                : new Expr.Literal(type, value);
    }

    /** A count, a place, a number of digits. */
    private Expr small() {
        return new Expr.Literal(Type.INT64, (long) dice.between(-2, 6));
    }
}
