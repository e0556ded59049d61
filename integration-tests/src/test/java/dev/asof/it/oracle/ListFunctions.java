package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.BOOL;
import static dev.asof.it.oracle.Type.FLOAT32;
import static dev.asof.it.oracle.Type.FLOAT64;
import static dev.asof.it.oracle.Type.INT32;
import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Functions of lists and maps. */
final class ListFunctions {
    /** Types of elements, one of each way in which they are kept. */
    private static final List<Type> ELEMENTS = List.of(
            BOOL,
            INT32,
            INT64,
            FLOAT32,
            FLOAT64,
            STRING,
            Type.TIMESTAMP,
            Type.BYTES,
            Type.decimal(9, 2),
            Type.decimal(38, 4),
            Type.list(INT64),
            Type.map(FLOAT64));

    private static final List<Type> NUMBERS = List.of(INT32, INT64, FLOAT32, FLOAT64);

    private ListFunctions() {}

    static List<RowFunction> all() {
        List<RowFunction> all = new ArrayList<>();
        for (Type element : ELEMENTS) {
            all.addAll(ofLists(element, Type.list(element)));
            all.addAll(ofMaps(element, Type.map(element)));
        }
        for (Type element : NUMBERS) {
            all.add(RowFunction.of("l2_norm", List.of(Type.list(element)), FLOAT64, ListFunctions::norm));
            for (Type other : NUMBERS) {
                all.addAll(ofVectors(Type.list(element), Type.list(other)));
            }
        }
        return all;
    }

    private static List<RowFunction> ofLists(Type element, Type list) {
        Type value = element.equals(INT32) ? INT64 : element.equals(FLOAT32) ? FLOAT64 : element;
        return List.of(
                RowFunction.of(
                        "length", List.of(list), INT64, a -> (long) list(a, 0).size()),
                RowFunction.of("contains", List.of(list, value), BOOL, a -> {
                    Boolean isNone = true;
                    for (Object each : list(a, 0)) {
                        isNone = Logic.and(isNone, Logic.compare("<>", value, each, a.get(1)));
                    }
                    return Logic.not(isNone);
                }),
                RowFunction.of("element_at", List.of(list, INT64), element, ListFunctions::elementAt),
                RowFunction.of("slice", List.of(list, INT64, INT64), list, ListFunctions::slice));
    }

    private static List<RowFunction> ofMaps(Type value, Type map) {
        return List.of(
                RowFunction.of("length", List.of(map), INT64, a -> (long) map(a).size()),
                RowFunction.of("element_at", List.of(map, STRING), value, a -> map(a).get(a.get(1))),
                RowFunction.of("contains_key", List.of(map, STRING), BOOL, a -> map(a).containsKey(a.get(1))),
                RowFunction.of(
                        "map_keys",
                        List.of(map),
                        Type.list(STRING),
                        a -> new ArrayList<>(sorted(a).keySet())),
                RowFunction.of(
                        "map_values",
                        List.of(map),
                        Type.list(value),
                        a -> new ArrayList<>(sorted(a).values())));
    }

    private static List<RowFunction> ofVectors(Type left, Type right) {
        return List.of(
                RowFunction.of("dot_product", List.of(left, right), FLOAT64, a -> dot(list(a, 0), list(a, 1))),
                RowFunction.of("cosine_similarity", List.of(left, right), FLOAT64, ListFunctions::cosine),
                RowFunction.of("l2_distance", List.of(left, right), FLOAT64, ListFunctions::distance));
    }

    private static List<?> list(List<Object> arguments, int index) {
        return (List<?>) arguments.get(index);
    }

    private static Map<?, ?> map(List<Object> arguments) {
        return (Map<?, ?>) arguments.getFirst();
    }

    private static Map<Object, Object> sorted(List<Object> arguments) {
        Map<Object, Object> sorted = new TreeMap<>(ValueOrder.VALUES);
        sorted.putAll(map(arguments));
        return sorted;
    }

    private static @Nullable Object elementAt(List<Object> arguments) {
        List<?> list = list(arguments, 0);
        long number = (Long) arguments.get(1);
        long index = number < 0 ? list.size() + number : number - 1;
        return number == 0 || index < 0 || index >= list.size() ? null : list.get((int) index);
    }

    private static @Nullable Object slice(List<Object> arguments) {
        long from = (Long) arguments.get(1);
        long length = (Long) arguments.get(2);
        return from < 1 || length < 0
                ? null
                : list(arguments, 0).stream().skip(from - 1).limit(length).toList();
    }

    /** The sum of the products, null of a null and of different lengths. */
    private static @Nullable Double dot(List<?> left, List<?> right) {
        if (left.size() != right.size() || left.contains(null) || right.contains(null)) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < left.size(); i++) {
            sum = sum + ((Number) left.get(i)).doubleValue() * ((Number) right.get(i)).doubleValue();
        }
        return Numbers.canonical(sum);
    }

    private static @Nullable Object norm(List<Object> arguments) {
        Double square = dot(list(arguments, 0), list(arguments, 0));
        return square == null ? null : (Object) Math.sqrt(square);
    }

    private static @Nullable Object cosine(List<Object> arguments) {
        Double product = dot(list(arguments, 0), list(arguments, 1));
        if (product == null) {
            return null;
        }
        double left = Math.sqrt(dot(list(arguments, 0), list(arguments, 0)));
        double right = Math.sqrt(dot(list(arguments, 1), list(arguments, 1)));
        return Numbers.canonical(product / (left * right));
    }

    private static @Nullable Object distance(List<Object> arguments) {
        if (dot(list(arguments, 0), list(arguments, 1)) == null) {
            return null;
        }
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < list(arguments, 0).size(); i++) {
            differences.add(((Number) list(arguments, 0).get(i)).doubleValue()
                    - ((Number) list(arguments, 1).get(i)).doubleValue());
        }
        return Numbers.canonical(Math.sqrt(dot(differences, differences)));
    }
}
