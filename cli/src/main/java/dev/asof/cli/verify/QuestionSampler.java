package dev.asof.cli.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.event.EventTimes;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.Turn;
import dev.asof.registry.compute.window.Window;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Draws questions where answers change: at an event, where it becomes visible, where it leaves a window or becomes too
 * old, and one microsecond before and after. It keeps a uniform sample of the events that it is shown. The same seed and
 * the same events in the same order give the same questions.
 */
public final class QuestionSampler {
    private static final int MOST_KEPT = 4096;
    private static final double UNKNOWN_ENTITIES = 0.02;

    private final List<ViewSample> views = new ArrayList<>();
    private final SplittableRandom random;

    public QuestionSampler(List<FeatureProgram> programs, long seed) {
        this.random = new SplittableRandom(seed);
        programs.forEach(program -> views.add(new ViewSample(program)));
    }

    /**
     * A question about one entity.
     *
     * @param view the position of its view in the constructor's list
     * @param keys the entity, in the order of its keys
     */
    public record Question(int view, List<Value> keys, long asOfMicros) {
        public Question {
            keys = List.copyOf(keys);
        }
    }

    /** Shows events of a view. */
    public void show(int view, AdmittedRows rows) {
        views.get(view).show(rows);
    }

    /** A question about a random view; empty if no view has events. */
    public Optional<Question> draw() {
        List<Integer> candidates = new ArrayList<>();
        for (int view = 0; view < views.size(); view++) {
            if (!views.get(view).kept.isEmpty()) {
                candidates.add(view);
            }
        }
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        int view = candidates.get(random.nextInt(candidates.size()));
        ViewSample sample = views.get(view);
        SampledEvent event = sample.any();
        long time = clamp(sample.edge(event) + random.nextInt(3) - 1);
        return Optional.of(new Question(view, sample.entity(event), time));
    }

    /** A random entity of a view. */
    public List<Value> entity(int view) {
        ViewSample sample = views.get(view);
        return sample.kept.isEmpty() ? sample.unknownEntity() : sample.entity(sample.any());
    }

    private Value unknown(DataType type) {
        return switch (type) {
            case ScalarType scalar -> unknown(scalar);
            case DecimalType decimal ->
                Decimals.of(
                        Decimals.powerOfTen(decimal.precision()).subtract(BigInteger.valueOf(1 + random.nextInt(9))),
                        decimal);
            case ListType list -> throw new IllegalArgumentException("A list is no entity key");
            case MapType map -> throw new IllegalArgumentException("A map is no entity key");
        };
    }

    private Value unknown(ScalarType type) {
        return switch (type) {
            case STRING -> Value.ofText("unknown-" + Long.toUnsignedString(random.nextLong()));
            case BYTES ->
                new Value.BytesValue(
                        type, Long.toUnsignedString(random.nextLong()).getBytes(US_ASCII));
            case BOOL -> Value.ofBool(random.nextBoolean());
            case INT32, DATE -> Value.ofLong(type, random.nextInt());
            case INT64 -> Value.ofLong(type, random.nextLong());
            case TIMESTAMP -> Value.ofLong(type, clamp(random.nextLong()));
            case FLOAT32, FLOAT64 -> throw new IllegalArgumentException("A float is no entity key");
        };
    }

    private static long clamp(long micros) {
        return Math.clamp(micros, EventTimes.MIN_MICROS, EventTimes.MAX_MICROS);
    }

    private record SampledEvent(byte[] key, long eventTime, OptionalLong arrivalTime) {}

    /** The sample of one view's events. */
    private final class ViewSample {
        private final FeatureProgram program;
        private final List<SampledEvent> kept = new ArrayList<>();
        private long shown;

        ViewSample(FeatureProgram program) {
            this.program = program;
        }

        void show(AdmittedRows admitted) {
            long[] eventTimes = admitted.eventTimes();
            Optional<long[]> arrivals = program.roles().arrivalTime().map(column -> times(admitted.kept(), column));
            for (int i = 0; i < admitted.rows().length; i++) {
                shown++;
                long place = kept.size() < MOST_KEPT ? kept.size() : random.nextLong(shown);
                if (place >= MOST_KEPT) {
                    continue;
                }
                int row = i;
                SampledEvent event = new SampledEvent(
                        admitted.keys().key(i),
                        eventTimes[i],
                        arrivals.map(times -> OptionalLong.of(times[row])).orElse(OptionalLong.empty()));
                if (place < kept.size()) {
                    kept.set((int) place, event);
                } else {
                    kept.add(event);
                }
            }
        }

        SampledEvent any() {
            return kept.get(random.nextInt(kept.size()));
        }

        /** The event's entity, now and then one that has no events. */
        List<Value> entity(SampledEvent event) {
            return random.nextDouble() < UNKNOWN_ENTITIES
                    ? unknownEntity()
                    : program.keyCodec().decode(event.key);
        }

        List<Value> unknownEntity() {
            return program.keyCodec().keys().fields().stream()
                    .map(field -> unknown(field.type()))
                    .toList();
        }

        /** A time at which this event begins or ceases to matter to a random feature. */
        long edge(SampledEvent event) {
            FeatureSpec feature =
                    program.features().get(random.nextInt(program.features().size()));
            long visible = event.eventTime + feature.timeRule().delayMicros();
            return switch (random.nextInt(4)) {
                case 0 -> event.eventTime;
                case 1 -> visible;
                case 2 -> event.arrivalTime.orElse(visible);
                default -> visible + reach(feature, event);
            };
        }

        /** How long after an event the period ends that it lies in. */
        private static long untilItEnds(Window.Calendar window, long eventTime) {
            Window.Calendar current = new Window.Calendar(window.unit(), Turn.CURRENT, window.zone());
            return current.end(eventTime) - eventTime;
        }

        private long reach(FeatureSpec feature, SampledEvent event) {
            return switch (feature) {
                case FeatureSpec.Latest latest -> latest.maxAgeMicros().orElse(0);
                case FeatureSpec.Aggregate aggregate ->
                    switch (aggregate.window()) {
                        case Window.Unbounded unbounded -> 0;
                        case Window.Sliding sliding -> sliding.lengthMicros();
                        case Window.Session session -> session.gapMicros();
                        case Window.Tumbling tumbling -> tumbling.lengthMicros();
                        case Window.Calendar calendar -> untilItEnds(calendar, event.eventTime);
                    };
            };
        }
    }

    private static long[] times(ColumnBatch rows, String column) {
        return ((LongColumn) rows.column(column)).values();
    }
}
