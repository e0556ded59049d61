package dev.asof.online.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.ResolvedSelection;
import dev.asof.online.wire.AnswerBytes.AnswerParts;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.GetOnlineFeaturesResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bytes that are written by hand are those that the generated classes write. */
class AnswerBytesTest {
    private static final long SEED = Long.getLong("asof.seed", 1);
    private static final List<ScalarType> NUMBERS = Arrays.stream(ScalarType.values())
            .filter(type -> type.lane() != DataType.Lane.BYTES)
            .toList();
    private static final byte[] HEAD = GetOnlineFeaturesResponse.newBuilder()
            .setFingerprint("f00d")
            .build()
            .toByteArray();

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void everyTypeStatusAndPartIsWrittenAsTheGeneratedClassesDo() throws InvalidProtocolBufferException {
        for (int round = 0; round < 2_000; round++) {
            int rows = random.nextInt(3) == 0 ? random.nextInt(300) : random.nextInt(20);
            List<FeatureValues> values = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                values.add(values(ScalarType.values()[random.nextInt(ScalarType.values().length)], rows));
            }
            QuestionTimes times = new QuestionTimes(times(rows), times(rows), times(rows));
            AnswerParts parts = new AnswerParts(random.nextBoolean(), random.nextBoolean());
            GetOnlineFeaturesResponse slow = slow(values, times, parts);
            byte[] fast = AnswerBytes.of(layout(values), answer(values, times), parts);
            assertThat(fast).as("seed %d, round %d", SEED, round).isEqualTo(slow.toByteArray());
            assertThat(GetOnlineFeaturesResponse.parseFrom(fast)).isEqualTo(slow);
        }
    }

    @Test
    void oneRowOfNumbersIsTheSameBytesByWayOfATemplate() {
        for (int round = 0; round < 500; round++) {
            List<FeatureValues> values = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                ScalarType type = NUMBERS.get(random.nextInt(NUMBERS.size()));
                FeatureValues value = new FeatureValues(type, 1);
                set(value, 0);
                values.add(value);
            }
            QuestionTimes times = new QuestionTimes(times(1), times(1), times(1));
            AnswerParts parts = new AnswerParts(random.nextBoolean(), false);
            byte[] filled = layout(values)
                    .row(parts)
                    .orElseThrow()
                    .fill(times, feature -> values.get(feature).bitsAt(0));
            assertThat(filled)
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(slow(values, times, parts).toByteArray());
        }
    }

    @Test
    void textThatIsNoUtf8IsSentAsBytes() {
        FeatureValues values = new FeatureValues(ScalarType.STRING, 1);
        values.setBytes(0, new byte[] {(byte) 0xFF});
        QuestionTimes times = new QuestionTimes(new long[] {1}, new long[] {1}, new long[] {1});
        AnswerParts parts = new AnswerParts(true, true);
        assertThat(AnswerBytes.of(layout(List.of(values)), answer(List.of(values), times), parts))
                .isEqualTo(slow(List.of(values), times, parts).toByteArray());
    }

    private static LookupAnswer answer(List<FeatureValues> values, QuestionTimes times) {
        return new LookupAnswer(
                new ResolvedSelection(Optional.empty(), FeaturePlan.of(RegistrySnapshot.EMPTY, List.of()), "f00d"),
                times,
                values);
    }

    private FeatureColumn.Builder schema(int feature, ScalarType type) {
        return FeatureColumn.newBuilder()
                .setName("view__feature_" + feature)
                .setRef("view@1:feature_" + feature)
                .setType(WireTypes.of(type));
    }

    private AnswerLayout layout(List<FeatureValues> values) {
        byte[][] schemas = IntStream.range(0, values.size())
                .mapToObj(i ->
                        schema(i, (ScalarType) values.get(i).type()).build().toByteArray())
                .toArray(byte[][]::new);
        boolean[] haveEventTimes = new boolean[values.size()];
        for (int i = 0; i < haveEventTimes.length; i++) {
            haveEventTimes[i] = i % 2 == 0;
        }
        return new AnswerLayout(
                HEAD,
                schemas,
                haveEventTimes,
                values.stream().map(FeatureValues::type).toList());
    }

    private GetOnlineFeaturesResponse slow(List<FeatureValues> values, QuestionTimes times, AnswerParts parts) {
        GetOnlineFeaturesResponse.Builder response =
                GetOnlineFeaturesResponse.newBuilder().setFingerprint("f00d").setTimes(WireTimes.of(times));
        for (int i = 0; i < values.size(); i++) {
            FeatureValues feature = values.get(i);
            FeatureColumn.Builder column =
                    parts.withSchema() ? schema(i, (ScalarType) feature.type()) : FeatureColumn.newBuilder();
            column.setValues(WireColumns.of(feature.toColumn()));
            boolean allPresent =
                    IntStream.range(0, feature.size()).allMatch(row -> feature.status(row) == ValueStatus.PRESENT);
            for (int row = 0; row < feature.size(); row++) {
                if (!allPresent) {
                    column.addStatuses(WireTypes.of(feature.status(row)));
                }
                if (parts.withEventTimes() && i % 2 == 0) {
                    column.addEventTimesMicros(feature.eventTimeMicros(row));
                }
            }
            response.addFeatures(column);
        }
        return response.build();
    }

    private long[] times(int rows) {
        long[] times = new long[rows];
        boolean areAlike = random.nextBoolean();
        for (int row = 0; row < rows; row++) {
            times[row] = areAlike ? 17 : random.nextLong();
        }
        return times;
    }

    private FeatureValues values(ScalarType type, int rows) {
        FeatureValues values = new FeatureValues(type, rows);
        boolean allPresent = random.nextBoolean();
        for (int row = 0; row < rows; row++) {
            ValueStatus status = allPresent
                    ? ValueStatus.PRESENT
                    : ValueStatus.ofCode(1 + random.nextInt(ValueStatus.values().length));
            if (status.hasValue()) {
                set(values, row);
            } else {
                values.setAbsent(row, status);
            }
            if (random.nextBoolean()) {
                values.setEventTimeMicros(row, random.nextLong());
            }
        }
        return values;
    }

    private void set(FeatureValues values, int row) {
        switch ((ScalarType) values.type()) {
            case BOOL -> values.setLong(row, random.nextInt(2));
            case INT32, DATE -> values.setLong(row, random.nextInt());
            case INT64, TIMESTAMP -> values.setLong(row, random.nextLong());
            case FLOAT32 -> values.setDouble(row, Float.intBitsToFloat(random.nextInt()));
            case FLOAT64 -> values.setDouble(row, Double.longBitsToDouble(random.nextLong()));
            case STRING, BYTES ->
                values.setBytes(
                        row,
                        ByteString.copyFrom("aé漢😀".repeat(random.nextInt(60)), StandardCharsets.UTF_8)
                                .toByteArray());
        }
    }
}
