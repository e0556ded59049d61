package dev.asof.it.generate;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws scenarios that go through the cells one after another: a source with two columns of each type, a view with a
 * feature for each of some cells, and many questions.
 */
final class CoverageGenerator {
    private static final List<Type> NUMBERS =
            Cell.TYPES.stream().filter(Type::isArithmetic).toList();

    private final CoveragePlan.Step step;
    private final Dice dice;
    private final Clock clock;
    private final ValueGenerator values;
    private final ParameterGenerator parameters;
    private final Map<String, ValueGenerator.Flavor> flavors = new HashMap<>();
    private final Map<String, NullPattern> nulls = new HashMap<>();

    private CoverageGenerator(CoveragePlan.Step step, long seed) {
        this.step = step;
        this.dice = new Dice(seed);
        this.clock = step.extent().clock(dice);
        this.values = new ValueGenerator(dice, clock);
        this.parameters = new ParameterGenerator(dice, clock, values);
    }

    static Scenario scenario(CoveragePlan.Step step, long seed, String name) {
        return new CoverageGenerator(step, seed).draw(seed, name);
    }

    private Scenario draw(long seed, String name) {
        List<Scenario.Key> keys = List.of(new Scenario.Key("key_a", Type.INT64, "key_a"));
        Source source = source(name);
        List<Feature> features = new ArrayList<>();
        for (Cell cell : step.cells()) {
            features.add(feature("f" + features.size(), cell));
        }
        View view = new View(source, List.of("key_a"), Optional.empty(), features);
        List<Scenario.NamedView> views = List.of(new Scenario.NamedView(name + "_view", 1, view));
        List<Row> rows = new RowGenerator(
                        dice,
                        clock,
                        values,
                        new SchemaGenerator.Schema(keys, source, Map.of(), Set.of(), flavors, nulls),
                        this::key)
                .rows(step.extent().amount(dice));
        List<Question> questions = new QuestionGenerator(dice, clock, values, keys, views, rows, Scenario.Joined.NONE)
                .questions(step.extent().questions());
        Set<Long> loads = rows.stream()
                .map(Row::acceptedAt)
                .distinct()
                .filter(acceptance -> dice.chance(30))
                .collect(Collectors.toSet());
        return new Scenario(
                seed,
                name,
                keys,
                List.of(source),
                FileFormat.PARQUET,
                Map.of(),
                "drop",
                views,
                rows,
                loads,
                questions,
                Scenario.Joined.NONE);
    }

    /** Hardly one twice, as there are versions and ties of events besides. */
    private Object key(Type type) {
        return dice.chance(97) ? (Object) (dice.bits() >> dice.between(0, 20)) : KeyValues.of(type, values, dice);
    }

    private Source source(String name) {
        List<Source.Column> columns = new ArrayList<>();
        columns.add(Source.Column.ofType("key_a", Type.INT64));
        columns.add(Source.Column.ofType("ts", Type.TIMESTAMP));
        columns.add(Source.Column.ofType("uid", Type.INT64));
        Optional<String> arrival = dice.chance(50) ? Optional.of("arrived") : Optional.empty();
        arrival.ifPresent(column -> columns.add(Source.Column.ofType(column, Type.TIMESTAMP)));
        for (Type type : Cell.TYPES) {
            columns.add(Source.Column.ofType(column(type, 1), type));
            columns.add(Source.Column.ofType(column(type, 2), type));
            nulls.put(column(type, 1), step.nulls(Optional.of(type)));
        }
        columns.forEach(column -> flavors.put(
                column.name(),
                dice.chance(step.extent().widePercent()) ? ValueGenerator.Flavor.WIDE : values.flavor()));
        return new Source(name + "_source", columns, Set.of(), "ts", arrival, List.of("uid"), List.of());
    }

    private static String column(Type type, int number) {
        return "c" + Cell.TYPES.indexOf(type) + "_" + number;
    }

    private static Expr reference(Type type, int number) {
        return new Expr.Column(column(type, number), type);
    }

    private Feature feature(String name, Cell cell) {
        Feature.Aggregate kind = new Feature.Aggregate(
                cell.function(),
                second(cell.function()),
                parameters.parameter(cell.function(), cell.type()),
                by(cell),
                window(cell),
                step.extent().cap(dice));
        long delay = cell.form() == Cell.Form.DELAYED ? clock.span(1, 3) : 0;
        return new Feature(
                name,
                kind,
                cell.type().map(type -> reference(type, 1)),
                Optional.empty(),
                delay,
                cell.form() == Cell.Form.CLOSED_LEFT,
                Optional.empty());
    }

    private Optional<Feature.By> by(Cell cell) {
        return cell.form() == Cell.Form.GROUPED
                ? Optional.of(new Feature.By(reference(Type.STRING, 2), parameters.top()))
                : Optional.empty();
    }

    private Feature.Span window(Cell cell) {
        Extent extent = step.extent();
        return switch (cell.form()) {
            case SLIDING, DELAYED, CLOSED_LEFT, GROUPED -> new Feature.Sliding(extent.length(dice, clock));
            case ROUNDED -> new Feature.Sliding(extent.length(dice, clock), clock.span(1, 3));
            case UNBOUNDED -> new Feature.Unbounded();
            case SESSION -> new Feature.Session(extent.gap(dice, clock));
            case TUMBLING -> new Feature.Tumbling(extent.period(dice, clock), isPrevious());
            case CALENDAR ->
                new Feature.Calendar(step.extent().unit(dice, clock), dice.oneOf(Clock.ZONES), isPrevious());
        };
    }

    private boolean isPrevious() {
        return dice.chance(10);
    }

    private Optional<Expr> second(Feature.Function function) {
        return switch (function) {
            case MIN_BY, MAX_BY -> Optional.of(reference(dice.oneOf(Cell.TYPES), 2));
            case COVAR_POP, COVAR_SAMP, CORR, TOP_N_BY_SUM -> Optional.of(reference(dice.oneOf(NUMBERS), 2));
            default -> Optional.empty();
        };
    }
}
