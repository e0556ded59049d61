package dev.asof.it.parity;

import dev.asof.it.generate.Cell;
import dev.asof.it.generate.NullPattern;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what was compared of each cell on each path. */
final class CoverageMatrix {
    /** How many PRESENT values each cell needs, and how many different ones. */
    static final int ENOUGH = 1_000;

    /** Of how many different values of a cell it is known that they differ. */
    private static final int DISTINCT_COUNTED = 1_500;

    private static final String HEADER = "function | input | window | path | compared with the oracle | PRESENT"
            + " | different PRESENT ones, counted up to " + DISTINCT_COUNTED
            + " | compared by nulls among the inputs | mismatches\n";

    private final Map<Cell, Map<String, Count>> counts = new LinkedHashMap<>();

    CoverageMatrix() {
        Cell.all().forEach(cell -> counts.put(cell, new TreeMap<>()));
    }

    /** What was compared of one cell on one path. */
    private static final class Count {
        private long compared;
        private long present;
        private long mismatches;
        private final Map<NullPattern, Long> byNulls = new EnumMap<>(NullPattern.class);
        /** Their hash codes, so that there are at least as many values. */
        private final Set<Integer> distinct = new HashSet<>();

        void add(NullPattern nulls, Answer answer, Answer expected) {
            compared++;
            byNulls.merge(nulls, 1L, Long::sum);
            mismatches += answer.isSameAs(expected) ? 0 : 1;
            if (expected.status() == Answer.Status.PRESENT) {
                present++;
                if (distinct.size() < DISTINCT_COUNTED) {
                    distinct.add(Objects.requireNonNull(expected.value()).hashCode());
                }
            }
        }

        String text(Cell cell) {
            return String.format(
                    Locale.ROOT,
                    "%d | %d | %d%s | %s | %d",
                    compared,
                    present,
                    distinct.size(),
                    cell.bound()
                            .map(bound -> " of " + bound.values() + ", as " + bound.reason())
                            .orElse(""),
                    byNulls.entrySet().stream()
                            .map(each -> lower(each.getKey()) + " " + each.getValue())
                            .collect(Collectors.joining(", ")),
                    mismatches);
        }

        /** What is missing, if anything. */
        Optional<String> shortfall(Cell cell) {
            int different = cell.bound().map(Cell.Bound::values).orElse(ENOUGH);
            Set<NullPattern> patterns =
                    cell.type().isPresent() ? EnumSet.allOf(NullPattern.class) : EnumSet.of(NullPattern.NONE);
            boolean isEnough = present >= ENOUGH
                    && distinct.size() >= different
                    && byNulls.keySet().containsAll(patterns);
            return isEnough ? Optional.empty() : Optional.of(text(cell));
        }
    }

    /**
     * Takes an answer of a path beside the oracle's.
     *
     * @param nulls how many of the first inputs are null
     */
    void add(Cell cell, NullPattern nulls, String path, Answer answer, Answer expected) {
        Objects.requireNonNull(counts.get(cell))
                .computeIfAbsent(path, name -> new Count())
                .add(nulls, answer, expected);
    }

    long compared() {
        return counts.values().stream()
                .flatMap(paths -> paths.values().stream())
                .mapToLong(count -> count.compared)
                .sum();
    }

    long mismatches() {
        return counts.values().stream()
                .flatMap(paths -> paths.values().stream())
                .mapToLong(count -> count.mismatches)
                .sum();
    }

    /**
     * The cells of which too little was compared: fewer than {@value #ENOUGH} PRESENT values, fewer different ones than
     * that or than there can be, or not with every pattern of nulls.
     *
     * @param paths on which each has to be compared
     */
    List<String> shortfalls(Set<String> paths) {
        List<String> shortfalls = new ArrayList<>();
        counts.forEach((cell, byPath) -> paths.forEach(path -> byPath.getOrDefault(path, new Count())
                .shortfall(cell)
                .ifPresent(text -> shortfalls.add(name(cell) + " | " + path + " | " + text))));
        return shortfalls;
    }

    /** One line for each cell on each path, and one for each function and type that make none. */
    String table() {
        StringBuilder text = new StringBuilder(HEADER);
        for (Feature.Function function : Feature.Function.values()) {
            for (Cell.Form form : Cell.Form.values()) {
                Cell.absence(function, form)
                        .ifPresent(reason -> absent(text, lower(function) + " | any | " + lower(form), reason));
            }
            for (Optional<Type> type : Cell.inputs()) {
                Cell.absence(function, type).ifPresent(reason -> absent(text, name(function, type), reason));
            }
        }
        counts.forEach((cell, paths) -> paths.forEach((path, count) -> text.append(name(cell))
                .append(" | ")
                .append(path)
                .append(" | ")
                .append(count.text(cell))
                .append('\n')));
        return text.toString();
    }

    private static void absent(StringBuilder text, String cells, String reason) {
        text.append(cells).append(" | none: ").append(reason).append('\n');
    }

    /** What there is to say of all cells together. */
    String summary() {
        Set<String> paths =
                counts.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet());
        long bounded = counts.keySet().stream()
                .filter(cell -> cell.bound().isPresent())
                .count();
        return counts.size() + " cells on " + paths.size() + " paths, " + compared()
                + " values compared with the oracle, " + mismatches() + " mismatches; "
                + shortfalls(paths).size() + " times a cell on a path lacks " + ENOUGH + " PRESENT values, " + ENOUGH
                + " different ones (" + bounded + " cells can't have as many, and need all they can have) or a pattern"
                + " of nulls";
    }

    private static String name(Cell cell) {
        return name(cell.function(), cell.type()) + " | " + lower(cell.form());
    }

    private static String name(Feature.Function function, Optional<Type> type) {
        return lower(function) + " | " + type.map(Type::text).orElse("*");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
