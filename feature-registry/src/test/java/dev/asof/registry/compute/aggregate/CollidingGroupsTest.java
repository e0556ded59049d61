package dev.asof.registry.compute.aggregate;

import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that somebody chose because Java's hash of them is the same. One by one they would take minutes to compare. */
class CollidingGroupsTest {
    private static final int BITS = 17;
    private static final int COUNT = 1 << BITS;
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Value CAP = Value.ofLong(INT64, COUNT);

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesOfOneHash")
    void valuesOfOneHashAreCountedInTime(ScalarType type, Object[] values) {
        assertTimeoutPreemptively(
                ENOUGH,
                () -> assertThat(Fold.of("count_distinct")
                                .over(type, values)
                                .with(CAP)
                                .answer())
                        .isEqualTo("" + COUNT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesOfOneHash")
    void groupsOfOneHashAreSummedInTime(ScalarType type, Object[] values) {
        Object[] ones = Collections.nCopies(COUNT, 1L).toArray();
        assertTimeoutPreemptively(
                ENOUGH,
                () -> assertThat(Fold.of("top_n_by_sum")
                                .over(type, values)
                                .over(INT64, ones)
                                .with(Value.ofLong(INT64, 1))
                                .with(CAP)
                                .answer())
                        .isEqualTo(Fold.of("top_n")
                                .over(type, values)
                                .with(Value.ofLong(INT64, 1))
                                .with(CAP)
                                .answer()));
    }

    @Test
    void keysOfOneHashAreKeptApartInTime() {
        assertTimeoutPreemptively(
                ENOUGH,
                () -> assertThat(Fold.of("count")
                                .by(new GroupLimits(OptionalInt.of(1), COUNT), texts())
                                .answer())
                        .isEqualTo("{\"" + "Aa".repeat(BITS) + "\": 1}"));
    }

    static Stream<Arguments> valuesOfOneHash() {
        return Stream.of(Arguments.of(INT64, longs()), Arguments.of(FLOAT64, doubles()), Arguments.of(STRING, texts()));
    }

    /** Both halves alike: {@link Long#hashCode} is 0. */
    private static Object[] longs() {
        return IntStream.range(0, COUNT).mapToObj(i -> twice(i)).toArray();
    }

    private static Object[] doubles() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> Double.longBitsToDouble(twice(0x4000_0000 + i)))
                .toArray();
    }

    private static long twice(int half) {
        return (long) half << Integer.SIZE | half;
    }

    /** "Aa" and "BB" have one hash, and so has whatever is made of them. */
    private static Object[] texts() {
        return IntStream.range(0, COUNT).mapToObj(CollidingGroupsTest::text).toArray();
    }

    private static String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < BITS; bit++) {
            text.append((number >>> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
