package dev.asof.it.oracle;

import java.util.List;
import java.util.stream.Stream;

/** All functions of one row, in all their forms; of one function those come first that are tried first. */
public final class RowFunctions {
    private static final List<RowFunction> ALL = Stream.of(
                    NumberFunctions.all(),
                    TextFunctions.all(),
                    RegexFunctions.all(),
                    HashFunctions.all(),
                    JsonFunctions.all(),
                    BucketFunctions.all(),
                    ListFunctions.all(),
                    TimeParts.all(),
                    TimeSteps.all(),
                    LocalTimes.all(),
                    TimeFormats.all(),
                    OrderFunctions.all(),
                    DecimalFunctions.all())
            .flatMap(List::stream)
            .toList();

    private RowFunctions() {}

    public static List<RowFunction> all() {
        return ALL;
    }

    /** A call of the first form that takes the arguments. */
    public static Expr.Call call(String name, List<Expr> arguments) {
        List<Type> types = arguments.stream().map(Expr::type).toList();
        RowFunction form = ALL.stream()
                .filter(function -> function.name().equals(name) && function.takes(types))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " does not take " + types));
        return new Expr.Call(form, arguments);
    }
}
