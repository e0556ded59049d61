package dev.asof.it.generate;

import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws scenarios. */
public final class ScenarioGenerator {
    private static final int QUESTIONS = 24;

    private ScenarioGenerator() {}

    /** @param name small letters and digits; scenarios with different names fit in one repository */
    public static Scenario scenario(long seed, String name) {
        Dice dice = new Dice(seed);
        Clock clock = new Clock(dice);
        ValueGenerator values = new ValueGenerator(dice, clock);
        FileFormat format = dice.one(FileFormat.PARQUET, FileFormat.PARQUET, FileFormat.ARROW, FileFormat.CSV);
        SchemaGenerator.Schema schema = new SchemaGenerator(dice, clock, values, name, format).schema();
        List<String> keyColumns =
                schema.keys().stream().map(Scenario.Key::column).toList();
        ViewGenerator viewGenerator = new ViewGenerator(dice, clock, values, schema.source(), keyColumns);
        List<Scenario.NamedView> views = new ArrayList<>();
        for (int i = 0; i < dice.one(1, 1, 2); i++) {
            views.add(new Scenario.NamedView(name + "_view" + i, dice.between(1, 3), viewGenerator.view()));
        }
        UnionGenerator.Union union = new UnionGenerator(seed, clock, schema)
                .union(views, new RowGenerator(dice, clock, values, schema).rows());
        views = union.views();
        List<Row> rows = union.rows();
        Scenario.Joined joined = new JoinedGenerator(dice, values, name, views).joined();
        List<Question> questions =
                new QuestionGenerator(dice, clock, values, schema.keys(), views, rows, joined).questions(QUESTIONS);
        boolean allAllowed = rows.stream().allMatch(row -> isEvent(schema, union.sourceOf(row), row));
        return new Scenario(
                seed,
                name,
                schema.keys(),
                union.sources(),
                format,
                schema.storedTypes(),
                allAllowed ? "fail" : dice.one("quarantine", "drop"),
                views,
                rows,
                loads(dice, union),
                questions,
                joined);
    }

    private static boolean isEvent(SchemaGenerator.Schema schema, Source source, Row row) {
        return source.allows(row) && schema.keys().stream().allMatch(key -> row.value(key.column()) != null);
    }

    /** A source without a unique key is fed one way only. */
    private static Set<Long> loads(Dice dice, UnionGenerator.Union union) {
        Set<Long> loads = new HashSet<>();
        for (Source source : union.sources()) {
            boolean hasUniqueKey = !source.uniqueKey().isEmpty();
            int percent = hasUniqueKey ? dice.one(0, 20, 50, 100) : dice.one(0, 0, 100);
            union.rows().stream()
                    .filter(row -> union.sourceOf(row).equals(source))
                    .map(Row::acceptedAt)
                    .distinct()
                    .filter(acceptance -> dice.chance(percent))
                    .forEach(loads::add);
        }
        return loads;
    }
}
