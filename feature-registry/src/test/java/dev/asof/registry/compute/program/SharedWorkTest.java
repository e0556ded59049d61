package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions that are asked together share work; what they are answered must be what each is answered alone. */
class SharedWorkTest {
    private static final int RUNS = 25;
    private static final int ENTITIES = 3;
    private static final Schema SOURCE = new Schema(List.of(
            new Field("customer", ScalarType.INT64),
            new Field("id", ScalarType.INT64),
            new Field("ts", ScalarType.TIMESTAMP),
            new Field("seen", ScalarType.TIMESTAMP),
            new Field("amount", ScalarType.INT64),
            new Field("price", ScalarType.FLOAT64)));

    /** What the source promises of its rows. */
    enum Kind {
        PLAIN,
        ARRIVING,
        VERSIONED,
        ARRIVING_VERSIONED
    }

    @ParameterizedTest
    @EnumSource
    void questionsAskedTogetherAreAnsweredAsEachAlone(Kind kind) {
        for (long seed = 0; seed < RUNS; seed++) {
            try {
                check(kind, new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Failed with new SplittableRandom(" + seed + "): " + e.getMessage(), e);
            }
        }
    }

    private static void check(Kind kind, SplittableRandom random) {
        FeatureProgram program = program(kind, random);
        int events = 1 + random.nextInt(1_500);
        Timelines timelines = program.timelines(events(program, events, random), ENTITIES);
        Questions questions = questions(200, random);
        List<FeatureValues> together = values(program, questions.size());
        timelines.answer(questions, 0, questions.size(), together);
        List<FeatureValues> alone = values(program, questions.size());
        for (int question = 0; question < questions.size(); question++) {
            timelines.answer(questions, question, question + 1, alone);
        }
        for (int feature = 0; feature < together.size(); feature++) {
            for (int row = 0; row < questions.size(); row++) {
                assertThat(text(together.get(feature), row))
                        .as("feature %s, question %d", program.features().get(feature), row)
                        .isEqualTo(text(alone.get(feature), row));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void featuresOfOneWindowAreAnsweredAsEachAlone(Kind kind) {
        for (long seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Window window = window(random);
            TimeRule rule = rule(random);
            Optional<Expression> where = where(random);
            List<FeatureSpec> features = features((name, inputs) -> feature(name, inputs, window, rule, where));
            FeatureProgram program = program(kind, features);
            EventRows events = events(program, 1 + random.nextInt(500), random);
            Questions questions = questions(50, random);
            List<FeatureValues> together = values(program, questions.size());
            program.timelines(events, ENTITIES).answer(questions, 0, questions.size(), together);
            for (int feature = 0; feature < together.size(); feature++) {
                FeatureProgram asking = program.asking(feature);
                List<FeatureValues> alone = values(asking, questions.size());
                asking.timelines(events, ENTITIES).answer(questions, 0, questions.size(), alone);
                for (int row = 0; row < questions.size(); row++) {
                    assertThat(text(together.get(feature), row))
                            .as("seed %d, feature %s, question %d", seed, features.get(feature), row)
                            .isEqualTo(text(alone.getFirst(), row));
                }
            }
        }
    }

    private static String text(FeatureValues values, int row) {
        String status = values.status(row) + " at " + values.eventTimeMicros(row);
        if (!values.status(row).hasValue()) {
            return status;
        }
        return status + ", "
                + switch (Value.of(values.toColumn(row, row + 1), 0)) {
                    case Value.LongValue(DataType type, long value) -> Long.toString(value);
                    case Value.DoubleValue(DataType type, double value) ->
                        Long.toHexString(Double.doubleToRawLongBits(value));
                    case Value.BytesValue bytes -> bytes.text();
                };
    }

    private static List<FeatureValues> values(FeatureProgram program, int rows) {
        return program.features().stream()
                .map(feature -> new FeatureValues(feature.type(), rows))
                .toList();
    }

    private static FeatureProgram program(Kind kind, SplittableRandom random) {
        List<FeatureSpec> features = new ArrayList<>();
        features.add(new FeatureSpec.Latest(
                "latest", expression("amount"), OptionalLong.of(50), rule(random), where(random), Optional.empty()));
        features.addAll(features((name, inputs) -> feature(name, inputs, window(random), rule(random), where(random))));
        return program(kind, features);
    }

    private static List<FeatureSpec> features(BiFunction<String, List<String>, Optional<FeatureSpec>> feature) {
        List<FeatureSpec> features = new ArrayList<>();
        for (AggregateDeclaration declaration : Aggregates.declarations()) {
            for (List<String> inputs : List.of(List.<String>of(), List.of("amount"), List.of("price"))) {
                feature.apply(declaration.name(), inputs).ifPresent(features::add);
            }
        }
        return features;
    }

    private static FeatureProgram program(Kind kind, List<FeatureSpec> features) {
        boolean arriving = kind == Kind.ARRIVING || kind == Kind.ARRIVING_VERSIONED;
        boolean versioned = kind == Kind.VERSIONED || kind == Kind.ARRIVING_VERSIONED;
        SourceContract contract = new SourceContract(
                "payments",
                SOURCE.fields().stream().map(ColumnContract::ofType).toList(),
                "ts",
                arriving ? Optional.of("seen") : Optional.empty(),
                versioned ? List.of("id") : List.of(),
                List.of());
        Schema key = SOURCE.project(new int[] {0});
        return new FeatureProgram("v", 1, key, List.of("customer"), List.of(contract), Optional.empty(), features);
    }

    private static Optional<FeatureSpec> feature(
            String name, List<String> inputs, Window window, TimeRule rule, Optional<Expression> where) {
        List<Expression> arguments =
                inputs.stream().map(SharedWorkTest::expression).toList();
        List<Argument> types = arguments.stream()
                .map(argument -> Argument.ofType((DataType) argument.type()))
                .toList();
        if (!(Aggregates.resolve(name, types) instanceof Resolution.Resolved resolved)) {
            return Optional.empty();
        }
        return Optional.of(
                new FeatureSpec.Aggregate(name, resolved.function(), arguments, window, rule, where, Optional.empty()));
    }

    private static Window window(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Window.Unbounded();
            case 1 -> new Window.Session(1 + random.nextInt(30));
            case 2 -> new Window.Sliding(1 + random.nextInt(20));
            default -> new Window.Sliding(100 + random.nextInt(2_000));
        };
    }

    private static TimeRule rule(SplittableRandom random) {
        return new TimeRule(
                random.nextBoolean() ? 0 : random.nextInt(100), random.nextBoolean() ? Closed.LEFT : Closed.RIGHT);
    }

    private static Optional<Expression> where(SplittableRandom random) {
        return random.nextInt(3) == 0 ? Optional.of(expression("amount > 2")) : Optional.empty();
    }

    private static Expression expression(String text) {
        return ExpressionCompiler.compile(text, SOURCE).orElseThrow();
    }

    private static EventRows events(FeatureProgram program, int count, SplittableRandom random) {
        List<ColumnBuilder> builders = SOURCE.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        int keys = 1 + random.nextInt(3 * count);
        int span = 1 + random.nextInt(3_000);
        for (int i = 0; i < count; i++) {
            long time = random.nextInt(span);
            builders.get(0).appendLong(0);
            append(builders.get(1), random.nextInt(keys), random);
            builders.get(2).appendLong(time);
            builders.get(3).appendLong(time + (random.nextInt(4) == 0 ? random.nextInt(200) : 0));
            append(builders.get(4), random.nextInt(6), random);
            builders.get(5).appendDouble(random.nextInt(4) / 8.0);
        }
        ColumnBatch rows = new ColumnBatch(
                SOURCE, builders.stream().map(ColumnBuilder::build).toList(), count);
        int[] entity = IntStream.range(0, count)
                .map(row -> random.nextInt(10) == 0 ? random.nextInt(ENTITIES) : 1)
                .toArray();
        boolean isServed = random.nextBoolean();
        long[] acceptedAt = IntStream.range(0, count)
                .mapToLong(row -> isServed ? random.nextInt(50) : EventRows.ALWAYS_ACCEPTED)
                .toArray();
        return new EventRows(entity, program.admission("payments").admit(rows).kept(), acceptedAt);
    }

    private static void append(ColumnBuilder builder, long value, SplittableRandom random) {
        if (random.nextInt(20) == 0) {
            builder.appendNull();
        } else {
            builder.appendLong(value);
        }
    }

    private static Questions questions(int count, SplittableRandom random) {
        int[] entity = random.ints(count, 0, ENTITIES).toArray();
        long[] asOf = random.longs(count, -50, 3_500).toArray();
        long[] knownAt = new long[count];
        long[] acceptedBy = new long[count];
        boolean isReplay = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            knownAt[i] = random.nextInt(4) == 0 ? random.nextInt(3_500) : asOf[i];
            acceptedBy[i] = isReplay ? random.nextInt(60) : Questions.NO_BOUND;
        }
        return new Questions(
                entity, asOf, knownAt, acceptedBy, IntStream.range(0, count).toArray());
    }
}
