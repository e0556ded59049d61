package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.BOOL;
import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.STRING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of text, whose characters are code points and count from 1. */
final class TextFunctions {
    private static final int MOST_JOINED = 3;
    private static final int LONGEST_BYTES = 1 << 20;
    private static final int MOST_TRIMMED_BYTES = 100;

    private TextFunctions() {}

    static List<RowFunction> all() {
        List<RowFunction> all = new ArrayList<>(List.of(
                RowFunction.of("length", List.of(STRING), INT64, a ->
                        (long) points(a.getFirst()).size()),
                test("starts_with", String::startsWith),
                test("ends_with", String::endsWith),
                test("contains", String::contains),
                RowFunction.of("strpos", List.of(STRING, STRING), INT64, TextFunctions::position),
                text("substring", List.of(STRING, INT64), a -> part(a, Long.MAX_VALUE)),
                text("substring", List.of(STRING, INT64, INT64), a -> part(a, (Long) a.get(2))),
                text("left", List.of(STRING, INT64), TextFunctions::left),
                text("right", List.of(STRING, INT64), TextFunctions::right),
                text("replace", List.of(STRING, STRING, STRING), TextFunctions::replaced),
                text("split_part", List.of(STRING, STRING, INT64), TextFunctions::splitPart),
                text("lower", List.of(STRING), a -> mapped(a, Character::toLowerCase)),
                text("upper", List.of(STRING), a -> mapped(a, Character::toUpperCase)),
                text(
                        "reverse",
                        List.of(STRING),
                        a -> joined(points(a.getFirst()).reversed()))));
        for (int count = 1; count <= MOST_JOINED; count++) {
            all.add(text("concat", Collections.nCopies(count, STRING), a -> String.join("", texts(a))));
        }
        for (String name : List.of("trim", "ltrim", "rtrim")) {
            all.add(text(name, List.of(STRING), a -> trimmed(name, (String) a.getFirst(), " ")));
            all.add(text(name, List.of(STRING, STRING), a -> trimmed(name, (String) a.get(0), (String) a.get(1))));
        }
        for (String name : List.of("lpad", "rpad")) {
            all.add(text(name, List.of(STRING, INT64), a -> padded(name, a, " ")));
            all.add(text(name, List.of(STRING, INT64, STRING), a -> padded(name, a, (String) a.get(2))));
        }
        return all;
    }

    private static RowFunction test(String name, BiPredicate<String, String> body) {
        return RowFunction.of(
                name, List.of(STRING, STRING), BOOL, a -> body.test((String) a.get(0), (String) a.get(1)));
    }

    private static RowFunction text(String name, List<Type> parameters, RowFunction.Body body) {
        return RowFunction.of(name, parameters, STRING, body);
    }

    static List<Integer> points(Object text) {
        return ((String) text).codePoints().boxed().toList();
    }

    private static String joined(List<Integer> points) {
        StringBuilder text = new StringBuilder();
        points.forEach(text::appendCodePoint);
        return text.toString();
    }

    private static List<String> texts(List<Object> values) {
        return values.stream().map(String.class::cast).toList();
    }

    private static Object position(List<Object> arguments) {
        String text = (String) arguments.get(0);
        int at = text.indexOf((String) arguments.get(1));
        return at < 0 ? 0L : text.codePointCount(0, at) + 1L;
    }

    private static @Nullable Object part(List<Object> arguments, long length) {
        List<Integer> points = points(arguments.get(0));
        long from = (Long) arguments.get(1);
        if (from < 1 || length < 0) {
            return null;
        }
        return joined(points.stream().skip(from - 1).limit(length).toList());
    }

    private static @Nullable Object left(List<Object> arguments) {
        long count = (Long) arguments.get(1);
        return count < 0
                ? null
                : joined(points(arguments.get(0)).stream().limit(count).toList());
    }

    private static @Nullable Object right(List<Object> arguments) {
        long count = (Long) arguments.get(1);
        List<Integer> points = points(arguments.get(0));
        return count < 0 ? null : joined(points.subList((int) Math.max(0, points.size() - count), points.size()));
    }

    private static Object replaced(List<Object> arguments) {
        List<String> texts = texts(arguments);
        return texts.get(1).isEmpty() ? texts.get(0) : texts.get(0).replace(texts.get(1), texts.get(2));
    }

    private static @Nullable Object splitPart(List<Object> arguments) {
        String rest = (String) arguments.get(0);
        String separator = (String) arguments.get(1);
        long part = (Long) arguments.get(2);
        if (part < 1) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (int at = rest.indexOf(separator); at >= 0 && !separator.isEmpty(); at = rest.indexOf(separator)) {
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + separator.length());
        }
        parts.add(rest);
        return part <= parts.size() ? parts.get((int) part - 1) : "";
    }

    private static Object mapped(List<Object> arguments, IntUnaryOperator mapping) {
        return joined(
                points(arguments.getFirst()).stream().map(mapping::applyAsInt).toList());
    }

    private static @Nullable Object trimmed(String name, String text, String unwanted) {
        if (ValueOrder.utf8(unwanted).length > MOST_TRIMMED_BYTES) {
            return null;
        }
        List<Integer> rest = new ArrayList<>(points(text));
        List<Integer> set = points(unwanted);
        while (!name.equals("rtrim") && !rest.isEmpty() && set.contains(rest.getFirst())) {
            rest.removeFirst();
        }
        while (!name.equals("ltrim") && !rest.isEmpty() && set.contains(rest.getLast())) {
            rest.removeLast();
        }
        return joined(rest);
    }

    private static @Nullable Object padded(String name, List<Object> arguments, String fill) {
        List<Integer> points = points(arguments.get(0));
        long wanted = (Long) arguments.get(1);
        if (wanted < 0 || (wanted > LONGEST_BYTES && !fill.isEmpty())) {
            return null;
        }
        long missing = fill.isEmpty() ? 0 : Math.max(0, wanted - points.size());
        List<Integer> once = points(fill);
        String filling = missing == 0
                ? ""
                : fill.repeat((int) missing / once.size()) + joined(once.subList(0, (int) missing % once.size()));
        String kept = joined(points.stream().limit(wanted).toList());
        String filled = name.equals("lpad") ? filling + kept : kept + filling;
        return ValueOrder.utf8(filled).length > LONGEST_BYTES ? null : filled;
    }
}
