package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.function.FunctionCatalog;
import dev.asof.registry.compute.expression.function.Parameter;
import dev.asof.registry.compute.expression.function.ScalarFunction;
import dev.asof.registry.compute.expression.function.Signature;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Resolves calls: the special forms COALESCE and NULLIF, and the functions of the catalog. */
final class CallChecker {
    private final Checker checker;

    CallChecker(Checker checker) {
        this.checker = checker;
    }

    Optional<Expression> check(Syntax.Call call) {
        String name = call.name().toLowerCase(Locale.ROOT);
        return switch (call.arguments()) {
            case Syntax.Star star -> star(call, star);
            case Syntax.Listed(List<Syntax> values) ->
                switch (name) {
                    case "coalesce" -> coalesce(call, values);
                    case "nullif" -> nullIf(call, values);
                    default -> function(call, name, values);
                };
        };
    }

    private Optional<Expression> star(Syntax.Call call, Syntax.Star star) {
        checker.report(star.range(), "'*' is no argument of '" + call.name() + "' in a row expression");
        return Optional.empty();
    }

    private Optional<Expression> coalesce(Syntax.Call call, List<Syntax> values) {
        if (values.isEmpty()) {
            checker.report(call.range(), "coalesce takes one value or more");
            return Optional.empty();
        }
        return new Agreement(checker).agreed(values, "coalesce").map(Coalesce::new);
    }

    private Optional<Expression> nullIf(Syntax.Call call, List<Syntax> values) {
        if (values.size() != 2) {
            checker.report(call.range(), "nullif takes two values: nullif(x, unwanted)");
            return Optional.empty();
        }
        Optional<Expression> value = checker.typed(values.getFirst());
        Optional<Expression> unwanted = checker.typed(values.getLast());
        if (value.isEmpty() || unwanted.isEmpty()) {
            return Optional.empty();
        }
        List<DataType> types = Agreement.types(List.of(value.get(), unwanted.get()));
        DataType left = types.getFirst();
        DataType right = types.getLast();
        Optional<DataType> common = TypeRules.common(left, right);
        if (common.isEmpty()) {
            checker.report(
                    values.getLast().range(),
                    "nullif needs one type, and this is " + right.displayName() + " beside " + left.displayName()
                            + TypeRules.disagreementHint(left, right));
        }
        return common.map(type -> new NullIf(value.get(), unwanted.get(), type));
    }

    /** {@code a || b} is {@code concat(a, b)}. */
    Optional<Expression> concatenation(Syntax.Concatenation concatenation) {
        List<Expression> operands = new ArrayList<>();
        for (Syntax operand : concatenation.operands()) {
            text(operand).ifPresent(operands::add);
        }
        if (operands.size() < concatenation.operands().size()) {
            return Optional.empty();
        }
        ScalarFunction concat = FunctionCatalog.named("concat").orElseThrow();
        List<DataType> types = operands.stream().map(Expression::type).toList();
        return Optional.of(
                FunctionCall.of(concat.name(), signature(concat, types).orElseThrow(), operands));
    }

    private Optional<Expression> text(Syntax syntax) {
        Optional<Expression> operand = checker.typed(syntax);
        if (operand.isPresent() && operand.get().type() != ScalarType.STRING) {
            checker.report(
                    syntax.range(),
                    "'||' joins strings, and this is " + operand.get().type().displayName()
                            + "; write CAST(... AS string)");
            return Optional.empty();
        }
        return operand;
    }

    private Optional<Expression> function(Syntax.Call call, String name, List<Syntax> values) {
        Optional<ScalarFunction> function = FunctionCatalog.named(name);
        if (function.isEmpty()) {
            checker.report(call.nameRange(), FunctionCatalog.unknown(call.name()));
            values.stream()
                    .filter(value -> !(value instanceof Syntax.NullLiteral))
                    .forEach(checker::typed);
            return Optional.empty();
        }
        return call(call, function.get(), values);
    }

    private Optional<Expression> call(Syntax.Call call, ScalarFunction function, List<Syntax> values) {
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            argument(function, values, i).ifPresent(arguments::add);
        }
        if (arguments.size() < values.size()) {
            return Optional.empty();
        }
        List<DataType> types = arguments.stream().map(Expression::type).toList();
        Optional<Signature> signature = signature(function, types);
        if (signature.isEmpty()) {
            checker.report(call.range(), mismatch(function, types));
            return Optional.empty();
        }
        return new LiteralArguments(checker, function, signature.get(), values)
                .bind(widened(arguments, signature.get()));
    }

    private Optional<Expression> argument(ScalarFunction function, List<Syntax> values, int index) {
        Syntax value = values.get(index);
        Optional<Parameter.Written> literal = function.literalAt(index, values.size());
        if (literal.isPresent() && !LiteralArguments.isLiteral(value)) {
            checker.report(value.range(), LiteralArguments.wanted(function, index, literal.get()));
            return Optional.empty();
        }
        return checker.typed(value);
    }

    private static Optional<Signature> signature(ScalarFunction function, List<DataType> types) {
        return function.forms().stream()
                .flatMap(form -> form.on(types).stream())
                .findFirst();
    }

    private static List<Expression> widened(List<Expression> arguments, Signature signature) {
        List<Expression> result = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            result.add(Widened.to(signature.parameter(i).type(), arguments.get(i)));
        }
        return result;
    }

    private static String mismatch(ScalarFunction function, List<DataType> types) {
        String found = types.stream().map(DataType::displayName).collect(Collectors.joining(", "));
        return function.name() + " does not take (" + found + "); it is " + String.join(", ", function.describeForms());
    }
}
