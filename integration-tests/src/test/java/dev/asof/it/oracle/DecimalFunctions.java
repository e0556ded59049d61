package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Functions of decimals, of some types. */
final class DecimalFunctions {
    private static final List<Type> TYPES = List.of(
            Type.decimal(18, 3), Type.decimal(38, 10), Type.decimal(5, 0), Type.decimal(18, 18), Type.decimal(38, 38));

    private DecimalFunctions() {}

    static List<RowFunction> all() {
        List<RowFunction> all = new ArrayList<>();
        for (Type type : TYPES) {
            Type whole = type.scale() == 0 ? type : Type.decimal(type.digits() - type.scale() + 1, 0);
            all.add(function("abs", type, type, BigDecimal::abs));
            all.add(RowFunction.of(
                    "sign", List.of(type), Type.INT64, a -> (long) ((BigDecimal) a.getFirst()).signum()));
            all.add(function("round", type, whole, value -> value.setScale(0, RoundingMode.HALF_UP)));
            all.add(function("floor", type, whole, value -> value.setScale(0, RoundingMode.FLOOR)));
            all.add(function("ceil", type, whole, value -> value.setScale(0, RoundingMode.CEILING)));
            all.add(function("trunc", type, whole, value -> value.setScale(0, RoundingMode.DOWN)));
            all.add(rounding(type));
            for (List<Type> types : List.of(List.of(type), List.of(type, type), List.of(type, type, type))) {
                all.add(RowFunction.of("greatest", types, type, a -> Collections.max(a, ValueOrder.VALUES)));
                all.add(RowFunction.of("least", types, type, a -> Collections.min(a, ValueOrder.VALUES)));
            }
        }
        return all;
    }

    private static RowFunction function(String name, Type type, Type result, UnaryOperator<BigDecimal> body) {
        return RowFunction.of(
                name, List.of(type), result, a -> Numbers.unrounded(body.apply((BigDecimal) a.getFirst()), result));
    }

    private static RowFunction rounding(Type type) {
        Type result = Type.decimal(Math.min(DecimalNumbers.MAX_DIGITS, type.digits() + 1), type.scale());
        return RowFunction.of("round", List.of(type, Type.INT64), result, a -> {
            int places = (int) Math.clamp((Long) a.get(1), -100, type.scale());
            return Numbers.unrounded(((BigDecimal) a.getFirst()).setScale(places, RoundingMode.HALF_UP), result);
        });
    }
}
