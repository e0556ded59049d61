package dev.asof.it.generate;

import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gives some scenarios a second source, which takes some of the rows, and lets views read the one, the other or both. The second one
 * has the columns and roles of the first, and promises of its own. It draws from dice of its own: what else is drawn for a seed
 * does not depend on it.
 */
final class UnionGenerator {
    private static final long DICE = 0x2B7E_1516_28AE_D2A6L;
    private static final int PERCENT = 35;

    private final Dice dice;
    private final Clock clock;
    private final SchemaGenerator.Schema schema;

    UnionGenerator(long seed, Clock clock, SchemaGenerator.Schema schema) {
        this.dice = new Dice(seed ^ DICE);
        this.clock = clock;
        this.schema = schema;
    }

    /**
     * What came of it.
     *
     * @param sources one or two
     * @param rows those of a scenario with two name theirs
     */
    record Union(List<Source> sources, List<Scenario.NamedView> views, List<Row> rows) {
        Source sourceOf(Row row) {
            return sources.stream()
                    .filter(source -> source.name().equals(row.source()))
                    .findFirst()
                    .orElse(sources.getFirst());
        }
    }

    Union union(List<Scenario.NamedView> views, List<Row> rows) {
        Source first = schema.source();
        if (!dice.chance(PERCENT)) {
            return new Union(List.of(first), views, rows);
        }
        List<Source> both = List.of(first, second(first));
        return new Union(both, views.stream().map(named -> reading(named, both)).toList(), split(rows, both));
    }

    private Scenario.NamedView reading(Scenario.NamedView named, List<Source> both) {
        View view = named.view();
        List<Source> sources = dice.chance(75) ? dice.shuffled(both) : List.of(dice.oneOf(both));
        return new Scenario.NamedView(
                named.name(), named.version(), new View(sources, view.keyColumns(), view.where(), view.features()));
    }

    /** Rows that are accepted together are of one source. */
    private List<Row> split(List<Row> rows, List<Source> both) {
        int percent = dice.one(10, 50, 50, 90, 100);
        Map<Long, String> names = new HashMap<>();
        List<Row> split = new ArrayList<>();
        for (Row row : rows) {
            String name = names.computeIfAbsent(
                    row.acceptedAt(),
                    acceptance -> both.get(dice.chance(percent) ? 1 : 0).name());
            split.add(row.of(name));
        }
        return split;
    }

    private Source second(Source first) {
        Set<String> fixed = fixed(first);
        List<Source.Column> columns = first.columns().stream()
                .map(column -> fixed.contains(column.name()) ? column : promised(column))
                .toList();
        return new Source(
                first.name() + "_2",
                columns,
                undeclared(columns),
                first.eventTime(),
                first.arrivalTime(),
                first.uniqueKey(),
                first.tieBreak(),
                first.retracted(),
                correctableFor(first),
                dice.chance(70) ? first.zone() : dice.one(Optional.empty(), Optional.of(dice.oneOf(Clock.ZONES))));
    }

    /** The columns that have a role, or hold a key. */
    private Set<String> fixed(Source first) {
        Set<String> fixed = new TreeSet<>(first.uniqueKey());
        fixed.add(first.eventTime());
        first.arrivalTime().ifPresent(fixed::add);
        first.retracted().ifPresent(fixed::add);
        schema.keys().forEach(key -> fixed.add(key.column()));
        return fixed;
    }

    private Source.Column promised(Source.Column column) {
        return switch (dice.between(0, 5)) {
            case 0 -> Source.Column.ofType(column.name(), column.type());
            case 1 ->
                new Source.Column(
                        column.name(), column.type(), !column.nullable(), column.min(), column.max(), column.oneOf());
            case 2 ->
                new Source.Column(
                        column.name(), column.type(), column.nullable(), column.max(), column.min(), column.oneOf());
            default -> column;
        };
    }

    private Set<String> undeclared(List<Source.Column> columns) {
        int percent = dice.one(0, 30, 80);
        return columns.stream()
                .filter(column -> column.equals(Source.Column.ofType(column.name(), column.type())))
                .map(Source.Column::name)
                .filter(column -> !schema.storedTypes().containsKey(column) && dice.chance(percent))
                .collect(Collectors.toSet());
    }

    private OptionalLong correctableFor(Source first) {
        if (first.arrivalTime().isEmpty() || dice.chance(50)) {
            return first.correctableForMicros();
        }
        return dice.chance(50) ? OptionalLong.empty() : OptionalLong.of(dice.between(0, 4) * clock.step());
    }
}
