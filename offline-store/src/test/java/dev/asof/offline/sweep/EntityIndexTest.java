package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.asof.offline.Batches;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityIndexTest {

    @Test
    void numbersKeysInTheOrderOfTheirFirstAddition() {
        EntityIndex index = new EntityIndex();

        int[] numbers = index.addAll(keys(List.of("b", "a", "b", "")));

        assertThat(numbers).containsExactly(0, 1, 0, 2);
        assertThat(index.addAll(keys(List.of("c", "a")))).containsExactly(3, 1);
        assertThat(index.size()).isEqualTo(4);
    }

    @Test
    void agreesWithAMapOverManyKeys() {
        Random random = new Random(11);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            words.add("k".repeat(random.nextInt(12)) + random.nextInt(20_000));
        }
        EntityIndex index = new EntityIndex();
        int[] numbers = index.addAll(keys(words));

        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            expected.putIfAbsent(words.get(i), expected.size());
            assertThat(numbers[i]).isEqualTo(expected.get(words.get(i)));
        }
        EncodedKeys asked = keys(List.of(words.get(7), "never", words.getLast()));
        assertThat(index.findAll(asked))
                .containsExactly(expected.get(words.get(7)), EntityIndex.ABSENT, expected.get(words.getLast()));
    }

    @Test
    void manyNumericKeysAreFoundInTime() {
        int count = 200_000;
        ColumnBatch keys = Batches.with(
                        "id",
                        ScalarType.INT64,
                        IntStream.range(0, count).boxed().toArray())
                .build();
        EncodedKeys encoded = new EntityKeyCodec(keys.schema())
                .encode(keys.columns(), IntStream.range(0, count).toArray());
        EntityIndex index = new EntityIndex();

        assertTimeout(Duration.ofSeconds(20), () -> index.addAll(encoded));

        assertThat(index.size()).isEqualTo(count);
    }

    @Test
    void numericKeysThatSomebodyChoseAreFoundInTime() {
        int count = 1 << 18;
        ByteBuffer chosen = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            chosen.putLong(unmixed(i) ^ Long.BYTES);
        }
        EncodedKeys keys = new EncodedKeys(
                chosen.array(),
                IntStream.rangeClosed(0, count).map(i -> i * Long.BYTES).toArray());
        EntityIndex index = new EntityIndex();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> index.addAll(keys));

        assertThat(index.findAll(keys)).isEqualTo(IntStream.range(0, count).toArray());
    }

    /** What the finalizer of MurmurHash3 makes into {@code hash}, which leaves a hash table the same slot for many. */
    private static long unmixed(long hash) {
        long second = (hash ^ hash >>> 33) * 0x9CB4B2F8129337DBL;
        long first = (second ^ second >>> 33) * 0x4F74430C22A54005L;
        return first ^ first >>> 33;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1_000_003})
    void numericKeysNearAndFarAreFoundAndNoOthers(long distance) {
        long least = Long.MIN_VALUE + 5;
        EncodedKeys added = numbers(IntStream.range(0, 3_000).mapToLong(i -> least + i * distance));
        EntityIndex index = new EntityIndex();
        index.addAll(added);

        long[] others = {Long.MIN_VALUE, least - 1, least + 3_000 * distance, 0, Long.MAX_VALUE};
        assertThat(index.findAll(added))
                .containsExactly(IntStream.range(0, 3_000).toArray());
        assertThat(index.findAll(numbers(LongStream.of(others)))).containsOnly(EntityIndex.ABSENT);

        index.addAll(numbers(LongStream.of(others)));
        assertThat(index.findAll(numbers(LongStream.of(others)))).containsExactly(3_000, 3_001, 3_002, 3_003, 3_004);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -500, 0, Long.MAX_VALUE - 3_000})
    void nearKeysAreFoundByTheirValuesAsByTheirBytes(long least) {
        long[] added = LongStream.range(0, 1_000).map(i -> least + 3 * i).toArray();
        long[] asked = LongStream.range(-50, 3_050).map(i -> least + i).toArray();
        EncodedKeys keys = numbers(LongStream.of(added));
        DenseKeys near = Objects.requireNonNull(DenseKeys.of(keys.data(), keys.size()));
        assertThat(near.findAll(asked))
                .isEqualTo(near.findAll(numbers(LongStream.of(asked)).data()));
        assertThat(near.findAll(added)).isEqualTo(IntStream.range(0, 1_000).toArray());
    }

    private static EncodedKeys numbers(LongStream ids) {
        Long[] values = ids.boxed().toArray(Long[]::new);
        ColumnBatch keys =
                Batches.with("id", ScalarType.INT64, (Object[]) values).build();
        return new EntityKeyCodec(keys.schema())
                .encode(keys.columns(), IntStream.range(0, values.length).toArray());
    }

    private static EncodedKeys keys(List<String> words) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int[] offsets = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            data.writeBytes(words.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            offsets[i + 1] = data.size();
        }
        return new EncodedKeys(data.toByteArray(), offsets);
    }
}
