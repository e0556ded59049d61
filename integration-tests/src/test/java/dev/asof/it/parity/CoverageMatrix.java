package dev.asof.it.parity;

import dev.asof.it.generate.Cell;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Counts what was compared of each cell on each path. */
final class CoverageMatrix {
    /** Of how many different values of a cell it is known that they differ. */
    private static final int DISTINCT_COUNTED = 2_000;

    private static final int ENOUGH = 1_000;

    private final Map<Cell, Map<String, Count>> counts = new LinkedHashMap<>();

    CoverageMatrix() {
        Cell.all().forEach(cell -> counts.put(cell, new TreeMap<>()));
    }

    /** What was compared of one cell on one path. */
    private static final class Count {
        private long compared;
        private long present;
        private long mismatches;
        private final Set<Object> distinct = new HashSet<>();
    }

    /** Takes an answer of a path beside the oracle's. */
    void add(Cell cell, String path, Answer answer, Answer expected) {
        Count count = Objects.requireNonNull(counts.get(cell)).computeIfAbsent(path, name -> new Count());
        count.compared++;
        count.mismatches += answer.isSameAs(expected) ? 0 : 1;
        if (expected.status() == Answer.Status.PRESENT) {
            count.present++;
            if (count.distinct.size() < DISTINCT_COUNTED) {
                count.distinct.add(Objects.requireNonNull(expected.value()));
            }
        }
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

    /** One line for each cell on each path, and one for each function and type that make none. */
    String table() {
        StringBuilder text = new StringBuilder("function | input | window | path | compared with the oracle | PRESENT"
                + " | different values, up to " + DISTINCT_COUNTED + " | mismatches\n");
        for (Feature.Function function : Feature.Function.values()) {
            for (Cell.Form form : Cell.Form.values()) {
                Cell.absence(function, form)
                        .ifPresent(reason -> text.append(lower(function) + " | any | " + lower(form))
                                .append(" | none: ")
                                .append(reason)
                                .append('\n'));
            }
            for (Optional<Type> type : Cell.inputs()) {
                Cell.absence(function, type)
                        .ifPresent(reason -> text.append(name(function, type))
                                .append(" | none: ")
                                .append(reason)
                                .append('\n'));
            }
        }
        counts.forEach((cell, paths) -> paths.forEach((path, count) -> text.append(name(cell.function(), cell.type()))
                .append(" | ")
                .append(lower(cell.form()))
                .append(String.format(
                        Locale.ROOT,
                        " | %s | %d | %d | %d%s | %d%n",
                        path,
                        count.compared,
                        count.present,
                        count.distinct.size(),
                        cell.scarcity().map(reason -> " (" + reason + ")").orElse(""),
                        count.mismatches))));
        return text.toString();
    }

    /** What there is to say of all cells together. */
    String summary() {
        long cells = counts.size();
        long fewPresent = countBelow(cell -> true, count -> count.present);
        long fewDifferent = countBelow(cell -> cell.scarcity().isEmpty(), count -> count.distinct.size());
        return cells + " cells, " + compared() + " values compared with the oracle, " + mismatches() + " mismatches; "
                + fewPresent + " cells on a path have fewer than " + ENOUGH + " PRESENT values, " + fewDifferent
                + " fewer than " + ENOUGH + " different ones without a reason";
    }

    private long countBelow(Predicate<Cell> cells, ToLongFunction<Count> size) {
        return counts.entrySet().stream()
                .filter(each -> cells.test(each.getKey()))
                .map(Map.Entry::getValue)
                .mapToLong(paths -> paths.isEmpty()
                        ? 1
                        : paths.values().stream()
                                .filter(count -> size.applyAsLong(count) < ENOUGH)
                                .count())
                .sum();
    }

    private static String name(Feature.Function function, Optional<Type> type) {
        return lower(function) + " | " + type.map(Type::text).orElse("*");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
