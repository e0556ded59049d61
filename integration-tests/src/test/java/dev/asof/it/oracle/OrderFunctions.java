package dev.asof.it.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The greatest and least of several values. */
final class OrderFunctions {
    /** How many arguments are drawn at most. */
    private static final int MOST = 3;

    private OrderFunctions() {}

    static List<RowFunction> all() {
        List<RowFunction> all = new ArrayList<>();
        for (Type type : List.of(Type.INT64, Type.FLOAT64, Type.STRING, Type.DATE, Type.TIMESTAMP)) {
            for (int count = 1; count <= MOST; count++) {
                List<Type> types = Collections.nCopies(count, type);
                all.add(RowFunction.of("greatest", types, type, a -> Collections.max(a, ValueOrder.VALUES)));
                all.add(RowFunction.of("least", types, type, a -> Collections.min(a, ValueOrder.VALUES)));
            }
        }
        return all;
    }
}
