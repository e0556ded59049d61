package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Turn;
import dev.asof.registry.compute.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers are the same from the events that an {@link EntitySight} leaves as from all, which are as many as fit into few times. */
class EntitySightTest {
    private static final long SEED = Long.getLong("asof.seed", 42);
    private static final int ENTITIES = 3;
    private static final Schema SOURCE = new Schema(List.of(
            new Field("customer", ScalarType.INT64),
            new Field("ts", ScalarType.TIMESTAMP),
            new Field("amount", ScalarType.INT64)));
    private static final Expression AMOUNT =
            ExpressionCompiler.compile("amount", SOURCE).orElseThrow();
    private static final Window FIVE = new Window.Sliding(5);

    private int leftOut;

    @Test
    void leftOutEventsChangeNoValue() {
        for (int round = 0; round < 2_000; round++) {
            Random random = new Random(SEED + round);
            TimeRule rule = new TimeRule(random.nextInt(3), Closed.values()[random.nextInt(2)]);
            List<FeatureSpec> all = List.of(
                    latest(OptionalLong.empty(), rule),
                    latest(OptionalLong.of(4), rule),
                    sum(FIVE, rule),
                    sum(new Window.Tumbling(4, Turn.PREVIOUS), rule));
            List<FeatureSpec> some =
                    all.stream().filter(feature -> random.nextInt(3) > 0).toList();
            if (!some.isEmpty()) {
                requireSame(program(some), random, "seed " + (SEED + round));
            }
        }
        assertThat(leftOut).isGreaterThan(10_000);
    }

    @Test
    void nothingIsToldOfVersionsArrivalsFiltersExpressionsThatMayFailAndUnboundedWindows() {
        FeatureSpec latest = latest(OptionalLong.empty(), new TimeRule(0, Closed.RIGHT));
        assertThat(sight(program(List.of(latest)))).isPresent();
        assertThat(sight(program(contract(Optional.of("amount"), List.of()), Optional.empty(), List.of(latest))))
                .isEmpty();
        assertThat(sight(program(contract(Optional.empty(), List.of("amount")), Optional.empty(), List.of(latest))))
                .isEmpty();
        Expression positive = ExpressionCompiler.compile("amount > 0", SOURCE).orElseThrow();
        assertThat(sight(program(contract(Optional.empty(), List.of()), Optional.of(positive), List.of(latest))))
                .isEmpty();
        Expression inverse = ExpressionCompiler.compile("10 / amount", SOURCE).orElseThrow();
        FeatureSpec mayFail = new FeatureSpec.Latest(
                "f", inverse, OptionalLong.empty(), latest.timeRule(), Optional.empty(), Optional.empty());
        assertThat(sight(program(List.of(mayFail)))).isEmpty();
        assertThat(sight(program(List.of(latest, sum(new Window.Unbounded(), latest.timeRule())))))
                .isEmpty();
        assertThat(sight(program(List.of(latest, latest(OptionalLong.empty(), new TimeRule(1, Closed.RIGHT))))))
                .isEmpty();
    }

    private static Optional<EntitySight> sight(FeatureProgram program) {
        return EntitySight.of(List.of(program), questions(new int[] {0}, new long[] {100}), 1);
    }

    private void requireSame(FeatureProgram program, Random random, String seed) {
        int[] entities = random.ints(random.nextInt(1, 12), 0, ENTITIES).toArray();
        long[] asOf = random.longs(entities.length, 0, 60).toArray();
        Questions questions = questions(entities, asOf);
        Optional<EntitySight> sight = EntitySight.of(List.of(program), questions, ENTITIES);
        int[] rows = IntStream.range(0, random.nextInt(80)).toArray();
        int[] entity = random.ints(rows.length, 0, ENTITIES).toArray();
        long[] times = random.longs(rows.length, 0, 60).toArray();
        long[] amounts = random.longs(rows.length, -5, 5).toArray();
        int[] kept = sight.map(each -> each.among(entity, times)).orElse(rows);
        leftOut += rows.length - kept.length;
        assertThat(answers(program, kept, entity, times, amounts, questions))
                .as(seed)
                .isEqualTo(answers(program, rows, entity, times, amounts, questions));
    }

    private static Questions questions(int[] entities, long[] asOf) {
        long[] bounds = new long[asOf.length];
        Arrays.fill(bounds, Questions.NO_BOUND);
        return new Questions(
                entities, asOf, asOf, bounds, IntStream.range(0, asOf.length).toArray());
    }

    private static List<String> answers(
            FeatureProgram program, int[] rows, int[] entity, long[] times, long[] amounts, Questions questions) {
        ColumnBatch batch = new ColumnBatch(
                SOURCE,
                List.of(
                        new LongColumn(ScalarType.INT64, longs(rows, row -> entity[row])),
                        new LongColumn(ScalarType.TIMESTAMP, longs(rows, row -> times[row])),
                        new LongColumn(ScalarType.INT64, longs(rows, row -> amounts[row]))),
                rows.length);
        long[] acceptedAt = new long[rows.length];
        Arrays.fill(acceptedAt, EventRows.ALWAYS_ACCEPTED);
        EventRows events = new EventRows(
                IntStream.of(rows).map(row -> entity[row]).toArray(),
                program.admission("payments").admit(batch).kept(),
                acceptedAt);
        List<FeatureValues> values = new ArrayList<>();
        program.features().forEach(feature -> values.add(new FeatureValues(feature.type(), questions.size())));
        program.timelines(events, ENTITIES).answer(questions, 0, questions.size(), values);
        return values.stream()
                .flatMap(each -> IntStream.range(0, questions.size())
                        .mapToObj(row -> each.status(row) + " " + (each.hasValue(row) ? each.longAt(row) : "") + " "
                                + each.eventTimeMicros(row)))
                .toList();
    }

    private static long[] longs(int[] rows, IntToLongFunction of) {
        return IntStream.of(rows).mapToLong(of).toArray();
    }

    private static FeatureSpec latest(OptionalLong maxAge, TimeRule rule) {
        return new FeatureSpec.Latest("f", AMOUNT, maxAge, rule, Optional.empty(), Optional.empty());
    }

    private static FeatureSpec sum(Window window, TimeRule rule) {
        Resolution resolution = Aggregates.resolve("sum", List.of(Argument.ofType(ScalarType.INT64)));
        return new FeatureSpec.Aggregate(
                "f",
                ((Resolution.Resolved) resolution).function(),
                List.of(AMOUNT),
                window,
                rule,
                Optional.empty(),
                Optional.empty());
    }

    private static FeatureProgram program(List<FeatureSpec> features) {
        return program(contract(Optional.empty(), List.of()), Optional.empty(), features);
    }

    private static SourceContract contract(Optional<String> arrival, List<String> uniqueKey) {
        List<ColumnContract> columns = SOURCE.fields().stream()
                .map(field -> ColumnContract.ofType(
                        field.name().equals("amount") && arrival.isPresent()
                                ? new Field("amount", ScalarType.TIMESTAMP)
                                : field))
                .toList();
        return new SourceContract("payments", columns, "ts", arrival, uniqueKey, List.of());
    }

    private static FeatureProgram program(
            SourceContract contract, Optional<Expression> filter, List<FeatureSpec> features) {
        return new FeatureProgram(
                "v", 1, SOURCE.project(new int[] {0}), List.of("customer"), List.of(contract), filter, features);
    }
}
