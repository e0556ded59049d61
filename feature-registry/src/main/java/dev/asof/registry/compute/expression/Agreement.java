package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings expressions to one type: what comparisons, CASE, COALESCE and the like have in common. */
final class Agreement {
    private final Checker checker;

    Agreement(Checker checker) {
        this.checker = checker;
    }

    /** All of {@code parts}, none of which may be a bare NULL, in their common type. */
    Optional<List<Expression>> agreedValues(List<Syntax> parts, String where) {
        boolean withoutNull = true;
        for (Syntax part : parts) {
            if (part instanceof Syntax.NullLiteral) {
                checker.report(part.range(), "NULL in " + where + " is never equal to anything; write x IS NULL");
                withoutNull = false;
            }
        }
        List<Syntax> values = parts.stream()
                .filter(part -> !(part instanceof Syntax.NullLiteral))
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<Expression>> agreed = agreed(values, where);
        return withoutNull ? agreed : Optional.empty();
    }

    /** All of {@code parts} in their common type, which a bare NULL takes from the others. */
    Optional<List<Expression>> agreed(List<Syntax> parts, String where) {
        List<Optional<Expression>> checked = new ArrayList<>();
        boolean sound = true;
        for (Syntax part : parts) {
            boolean isNull = part instanceof Syntax.NullLiteral;
            checked.add(isNull ? Optional.empty() : checker.typed(part));
            sound &= isNull || checked.getLast().isPresent();
        }
        Optional<DataType> common = Optional.empty();
        List<DataType> types = types(checked.stream().flatMap(Optional::stream).toList());
        for (int i = 0, typed = 0; i < parts.size(); i++) {
            if (checked.get(i).isPresent()) {
                DataType type = types.get(typed++);
                Optional<DataType> wider = common.isEmpty() ? Optional.of(type) : TypeRules.common(common.get(), type);
                if (wider.isEmpty()) {
                    checker.report(parts.get(i).range(), disagreement(where, common.orElse(type), type));
                    sound = false;
                } else {
                    common = wider;
                }
            }
        }
        if (sound && common.isEmpty()) {
            checker.report(
                    parts.getFirst().range().to(parts.getLast().range()),
                    "every value of " + where + " is NULL, so it has no type; write CAST(NULL AS type)");
            return Optional.empty();
        }
        return sound ? common.map(type -> widened(checked, type)) : Optional.empty();
    }

    /** The types of expressions; beside decimals integers are decimals. */
    static List<DataType> types(List<Expression> expressions) {
        boolean hasDecimal = expressions.stream().anyMatch(expression -> expression.type() instanceof DecimalType);
        return expressions.stream()
                .map(expression -> hasDecimal ? DecimalRules.beside(expression) : expression.type())
                .toList();
    }

    private static String disagreement(String where, DataType expected, DataType found) {
        return where + " needs one type, and this is " + found.displayName() + " beside " + expected.displayName()
                + TypeRules.disagreementHint(expected, found);
    }

    private static List<Expression> widened(List<Optional<Expression>> checked, DataType type) {
        List<Expression> result = new ArrayList<>();
        for (Optional<Expression> expression : checked) {
            result.add(expression
                    .map(present -> Widened.to(type, present))
                    .orElseGet(() -> new NullLiteral(type, NullLiteral.Origin.SURROUNDINGS)));
        }
        return result;
    }
}
