package dev.asof.it.generate;

import dev.asof.it.oracle.OnDemand;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A source, or two alike, with views on them, its rows, and questions about the entities.
 *
 * @param seed all of it follows from this
 * @param name a prefix of the names of all its definitions
 * @param keys the entity's keys, by name
 * @param sources one or two; where there are two, rows say of which they are, and rows of one acceptance are of one
 * @param format how files hold rows
 * @param storedTypes per column the type that files have, where it isn't the contract's
 * @param onViolation {@code fail}, {@code quarantine} or {@code drop}
 * @param rows in the order of their acceptance; rows of one acceptance come together
 * @param joined what the service has beside the features of the views
 * @param loads the acceptances of rows that come from a file; all others are ingested
 */
public record Scenario(
        long seed,
        String name,
        List<Key> keys,
        List<Source> sources,
        FileFormat format,
        Map<String, Type> storedTypes,
        String onViolation,
        List<NamedView> views,
        List<Row> rows,
        Set<Long> loads,
        List<Question> questions,
        Joined joined) {

    public Scenario {
        keys = List.copyOf(keys);
        sources = List.copyOf(sources);
        storedTypes = Map.copyOf(storedTypes);
        views = List.copyOf(views);
        rows = List.copyOf(rows);
        loads = Set.copyOf(loads);
        questions = List.copyOf(questions);
    }

    /** A key of the entity, and the column of the source that holds it. */
    public record Key(String name, Type type, String column) {}

    /** A version of a view. */
    public record NamedView(String name, int version, View view) {
        public String ref() {
            return name + "@" + version;
        }
    }

    /**
     * Features that come of several things at once.
     *
     * @param roled the first view asked once more, about an entity in the role {@link #ROLE}
     */
    public record Joined(Optional<NamedView> roled, Optional<OnDemand> onDemand) {
        /** The role of the other entity. */
        public static final String ROLE = "other";

        /** Nothing. */
        public static final Joined NONE = new Joined(Optional.empty(), Optional.empty());
    }

    /** The first source. */
    public Source source() {
        return sources.getFirst();
    }

    /** The source that a row is of. */
    public Source sourceOf(Row row) {
        return sources.stream()
                .filter(source -> source.name().equals(row.source()))
                .findFirst()
                .orElse(source());
    }

    /** The rows of a source. */
    public List<Row> rowsOf(Source source) {
        return rows.stream().filter(row -> sourceOf(row).equals(source)).toList();
    }

    /** How many features stand together in the service: those of each view, then those of {@link #joined}. */
    public List<Integer> groups() {
        List<Integer> sizes = new ArrayList<>();
        views.forEach(each -> sizes.add(each.view().features().size()));
        joined.roled().ifPresent(each -> sizes.add(each.view().features().size()));
        joined.onDemand().ifPresent(each -> sizes.add(each.features().size()));
        return sizes;
    }

    /** The type in which a column is stored. */
    public Type storedType(Source.Column column) {
        return storedTypes.getOrDefault(column.name(), column.type());
    }

    public String entityName() {
        return name + "_entity";
    }

    public String serviceName() {
        return name + "_service";
    }

    /** The same with other rows. */
    public Scenario withRows(List<Row> others) {
        return new Scenario(
                seed, name, keys, sources, format, storedTypes, onViolation, views, others, loads, questions, joined);
    }

    /** The same with other questions. */
    public Scenario withQuestions(List<Question> others) {
        return new Scenario(
                seed, name, keys, sources, format, storedTypes, onViolation, views, rows, loads, others, joined);
    }

    /** The same with other views. */
    public Scenario withViews(List<NamedView> others) {
        return new Scenario(
                seed,
                name,
                keys,
                sources,
                format,
                storedTypes,
                onViolation,
                others,
                rows,
                loads,
                questions,
                Joined.NONE);
    }
}
