package dev.asof.offline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.asof.offline.Batches;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureProfileTest {

    @Test
    void numbersAreDescribedExactly() {
        FeatureProfile profile = profile(ScalarType.INT64, 5, 1, null, 3, 3, null, 8);

        assertThat(profile.count()).isEqualTo(5);
        assertThat(profile.nulls()).isEqualTo(2);
        assertThat(profile.distinct()).isEqualTo(4);
        assertThat(profile.min().longValue()).isEqualTo(1);
        assertThat(profile.max().longValue()).isEqualTo(8);
        assertThat(profile.mean()).isEqualTo(4.0);
        assertThat(profile.stddev()).isEqualTo(Math.sqrt((1 + 9 + 1 + 1 + 16) / 5.0));
        assertThat(profile.quantiles().get("p50").longValue()).isEqualTo(3);
        assertThat(profile.quantiles().get("p99").longValue()).isEqualTo(5);
        assertThat(profile.top().getFirst()).isEqualTo(new FeatureProfile.Frequent(json(3), 2));
        assertThat(profile.top()).hasSize(4);
    }

    @Test
    void largeIntegersKeepTheirDigits() {
        FeatureProfile profile = profile(ScalarType.INT64, Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(profile.min().longValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(profile.mean()).isEqualTo(0x1p63);
    }

    @Test
    void numbersThatAreCloseTogetherDeviateByWhatTheyDifferIn() {
        long large = 1L << 62;

        assertThat(profile(ScalarType.INT64, large, large + 1, large + 2).stddev())
                .isEqualTo(Math.sqrt(2 / 3.0));
        assertThat(profile(ScalarType.INT64, Long.MIN_VALUE, Long.MAX_VALUE).stddev())
                .isEqualTo(0x1p63);
        assertThat(profile(ScalarType.FLOAT64, 1e9, 1e9 + 0x1p-20, 1e9 + 0x1p-19)
                        .stddev())
                .isEqualTo(0x1p-20 * Math.sqrt(2 / 3.0));
    }

    @Test
    void hugeAndTinyFloatsDeviateByAsMuch() {
        assertThat(profile(ScalarType.FLOAT64, -0x1p1023, 0x1p1023).stddev()).isEqualTo(0x1p1023);
        assertThat(profile(ScalarType.FLOAT64, 0x1p-700, 0x3p-700).stddev()).isEqualTo(0x1p-700);
        assertThat(profile(ScalarType.FLOAT64, 0.0, Double.MIN_VALUE * 2).stddev())
                .isEqualTo(Double.MIN_VALUE);
        assertThat(profile(ScalarType.FLOAT64, 1.0, Double.POSITIVE_INFINITY).stddev())
                .isNaN();
    }

    @Test
    void longTextsAreCountedAsShortOnesAre() {
        Random random = new Random(4712);
        String shared = "x".repeat(40);
        List<Object> values = new ArrayList<>();
        List<Object> longValues = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String value = "%03d".formatted((int) Math.abs(random.nextGaussian() * 200));
            values.add(value);
            longValues.add(shared + value);
        }
        longValues.addAll(List.of("short", "", "y".repeat(24), "y".repeat(25)));
        values.addAll(List.of("short", "", "y".repeat(24), "y".repeat(25)));

        FeatureProfile ofShort = profile(ScalarType.STRING, values.toArray());
        FeatureProfile ofLong = profile(ScalarType.STRING, longValues.toArray());

        assertThat(ofLong.distinct()).isEqualTo(ofShort.distinct());
        assertThat(ofLong.min().textValue()).isEmpty();
        assertThat(ofLong.max().textValue()).isEqualTo("y".repeat(25));
        assertThat(ofLong.top().stream().map(each -> each.value().textValue() + " " + each.count()))
                .containsExactlyElementsOf(ofShort.top().stream()
                        .map(each -> shared + each.value().textValue() + " " + each.count())
                        .toList());
    }

    @Test
    void ofLongTextsThatComeOnceTheLeastAreShown() {
        List<Object> values = new ArrayList<>();
        for (int i = 99; i >= 0; i--) {
            values.add("x".repeat(30) + "%02d".formatted(i));
        }

        FeatureProfile profile = profile(ScalarType.STRING, values.toArray());

        assertThat(profile.distinct()).isEqualTo(100);
        assertThat(profile.top()).hasSize(10);
        assertThat(profile.top().getLast().value().textValue()).isEqualTo("x".repeat(30) + "09");
    }

    @Test
    void theOrderOfRowsLeavesNoTrace() {
        Random random = new Random(4711);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            values.add(random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15));
        }
        FeatureProfile one = profile(ScalarType.FLOAT64, values.toArray());
        Collections.shuffle(values, random);

        assertThat(profile(ScalarType.FLOAT64, values.toArray())).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0})
    void theZeroOfTheMostFrequentHasNoSign(double other) {
        FeatureProfile profile = profile(ScalarType.FLOAT64, -0.0, other);

        assertThat(profile.top()).containsExactly(new FeatureProfile.Frequent(DoubleNode.valueOf(0.0), 2));
    }

    @Test
    void zerosAreOneValueAndSoAreNaNs() {
        FeatureProfile profile =
                profile(ScalarType.FLOAT64, 0.0, -0.0, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, 1.0);

        assertThat(profile.distinct()).isEqualTo(4);
        assertThat(profile.max().textValue()).isEqualTo("NaN");
        assertThat(profile.histogram().counts().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void everyValueIsInTheHistogram() {
        for (double scale : new double[] {1e-300, 1e-3, 1, 7, 1e9, 1e300}) {
            Object[] values = IntStream.range(0, 1000)
                    .mapToObj(i -> (Object) (scale * (i - 200)))
                    .toArray();

            FeatureProfile.Histogram histogram =
                    profile(ScalarType.FLOAT64, values).histogram();

            assertThat(histogram.edges()).isSorted().doesNotHaveDuplicates().hasSizeBetween(10, 25);
            assertThat(histogram.counts()).hasSize(histogram.edges().size() + 1);
            assertThat(histogram.counts().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(1000);
            assertThat(histogram.counts().getFirst()).isLessThanOrEqualTo(10);
            assertThat(histogram.counts().getLast()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void edgesAreRoundNumbers() {
        Object[] values =
                DoubleStream.iterate(0.37, x -> x + 0.1).limit(1000).boxed().toArray();

        assertThat(profile(ScalarType.FLOAT64, values).histogram().edges())
                .startsWith(0.0, 5.0, 10.0)
                .endsWith(95.0, 100.0);
    }

    @Test
    void oneValueHasAHistogramToo() {
        assertThat(profile(ScalarType.INT64, 42, 42).histogram().counts()).contains(2L);
        assertThat(profile(ScalarType.INT64, 0).histogram().counts()).contains(1L);
        assertThat(profile(ScalarType.FLOAT64, Double.MAX_VALUE, -Double.MAX_VALUE).histogram().counts().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void noValuesAreDescribedToo() {
        FeatureProfile profile = profile(ScalarType.FLOAT64, null, null);

        assertThat(profile.count()).isZero();
        assertThat(profile.min()).isNull();
        assertThat(profile.mean()).isNull();
        assertThat(profile.histogram()).isNull();
    }

    @Test
    void textIsCounted() {
        FeatureProfile profile = profile(ScalarType.STRING, "de", "fr", null, "de", "at", "fr");

        assertThat(profile.count()).isEqualTo(5);
        assertThat(profile.distinct()).isEqualTo(3);
        assertThat(profile.min().textValue()).isEqualTo("at");
        assertThat(profile.max().textValue()).isEqualTo("fr");
        assertThat(profile.top()).extracting(FeatureProfile.Frequent::count).containsExactly(2L, 2L, 1L);
        assertThat(profile.top().getFirst().value().textValue()).isEqualTo("de");
    }

    @Test
    void theMostFrequentOfManyTextsComeWithTheSmallerFirst() {
        List<Object> texts = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            texts.addAll(Collections.nCopies(1 + i % 3, "text " + i));
        }
        Collections.shuffle(texts, new Random(4711));

        FeatureProfile profile = profile(ScalarType.STRING, texts.toArray());

        assertThat(profile.distinct()).isEqualTo(5_000);
        assertThat(profile.min().textValue()).isEqualTo("text 0");
        assertThat(profile.max().textValue()).isEqualTo("text 999");
        assertThat(profile.top())
                .extracting(value -> value.value().textValue())
                .startsWith("text 1001", "text 1004")
                .hasSize(10);
        assertThat(profile.top()).extracting(FeatureProfile.Frequent::count).containsOnly(3L);
    }

    @Test
    void decimalsOfAnyWidthAreCounted() {
        FeatureProfile profile = profile(new DecimalType(5, 2), 150, null, -200);

        assertThat(profile.count()).isEqualTo(2);
        assertThat(profile.min().textValue()).isEqualTo("-2.00");
        assertThat(profile.max().textValue()).isEqualTo("1.50");
    }

    @Test
    void columnsOneAfterAnotherAreDescribedAsOne() {
        Column first =
                Batches.with("x", ScalarType.FLOAT64, 1.5, null, 3.0).build().column(0);
        Column second = Batches.with("x", ScalarType.FLOAT64, -1.0, 1.5).build().column(0);

        assertThat(FeatureProfile.of(ScalarType.FLOAT64, 5, List.of(first, second)))
                .isEqualTo(profile(ScalarType.FLOAT64, 1.5, null, 3.0, -1.0, 1.5));
    }

    @Test
    void timesAndTruthsReadAsSuch() {
        assertThat(profile(ScalarType.TIMESTAMP, 1).min().textValue()).isEqualTo("1970-01-01T00:00:00.000001Z");
        assertThat(profile(ScalarType.DATE, -1).min().textValue()).isEqualTo("1969-12-31");
        assertThat(profile(ScalarType.BOOL, true, true, false)
                        .top()
                        .getFirst()
                        .value()
                        .booleanValue())
                .isTrue();
    }

    private static JsonNode json(long value) {
        return com.fasterxml.jackson.databind.node.LongNode.valueOf(value);
    }

    private static FeatureProfile profile(DataType type, @Nullable Object... values) {
        return FeatureProfile.of(Batches.with("x", type, values).build().column(0));
    }
}
