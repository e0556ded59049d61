package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerBytesTest {
    private final FeatureValues longs = new FeatureValues(ScalarType.INT64, 3);
    private final FeatureValues doubles = new FeatureValues(ScalarType.FLOAT64, 3);
    private final FeatureValues texts = new FeatureValues(ScalarType.STRING, 3);

    @Test
    void answersThatAreNotWantedArePassedOver() {
        for (int row = 0; row < 3; row++) {
            longs.setLong(row, row);
            longs.setEventTimeMicros(row, 10 + row);
            texts.setBytes(row, new byte[row]);
        }
        List<FeatureValues> again =
                List.of(new FeatureValues(ScalarType.INT64, 1), new FeatureValues(ScalarType.STRING, 1));

        PackedBytes packed = AnswerBytes.pack(List.of(longs, texts), 0, 3);
        AnswerBytes.unpack(
                PackedBytes.unpack(Arrays.copyOf(packed.compressed(), packed.length()), packed.size()),
                again,
                new int[] {AnswerBytes.NOWHERE, AnswerBytes.NOWHERE, 0});

        assertThat(again.get(0).longAt(0)).isEqualTo(2);
        assertThat(again.get(0).eventTimeMicros(0)).isEqualTo(12);
        assertThat(again.get(1).bytesAt(0)).hasSize(2);
    }

    @Test
    void someOfTheAnswersComeBackInOtherRows() {
        longs.setLong(0, 7);
        longs.setAbsent(1, ValueStatus.NOT_FOUND);
        longs.setLong(2, Long.MIN_VALUE);
        doubles.setAbsent(0, ValueStatus.NULL_VALUE);
        doubles.setDouble(1, -0.0);
        doubles.setDouble(2, Double.NaN);
        doubles.setEventTimeMicros(2, -5);
        texts.setBytes(0, new byte[] {1});
        texts.setAbsent(1, ValueStatus.EXPIRED);
        texts.setBytes(2, "é".getBytes(StandardCharsets.UTF_8));

        List<FeatureValues> again = List.of(
                new FeatureValues(ScalarType.INT64, 5),
                new FeatureValues(ScalarType.FLOAT64, 5),
                new FeatureValues(ScalarType.STRING, 5));
        PackedBytes packed = AnswerBytes.pack(List.of(longs, doubles, texts), 1, 3);
        AnswerBytes.unpack(
                PackedBytes.unpack(Arrays.copyOf(packed.compressed(), packed.length()), packed.size()),
                again,
                new int[] {4, 0});

        assertThat(again.get(0).status(4)).isEqualTo(ValueStatus.NOT_FOUND);
        assertThat(again.get(0).longAt(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(again.get(1).bitsAt(4)).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(again.get(1).doubleAt(0)).isNaN();
        assertThat(again.get(1).eventTimeMicros(0)).isEqualTo(-5);
        assertThat(again.get(1).eventTimeMicros(4)).isEqualTo(FeatureValues.NO_EVENT);
        assertThat(again.get(2).status(4)).isEqualTo(ValueStatus.EXPIRED);
        assertThat(again.get(2).bytesAt(0)).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
    }
}
