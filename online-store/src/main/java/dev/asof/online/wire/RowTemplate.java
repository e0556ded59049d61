package dev.asof.online.wire;

import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * The answer to one row of which all values are numbers that are present: its bytes are always the same but for the times and
 * the values, which are written over. Immutable and thread-safe.
 */
final class RowTemplate {
    private final byte[] bytes;
    private final int timesEnd;
    private final ScalarType[] types;
    private final int[] valuesAt;

    private RowTemplate(byte[] bytes, int timesEnd, ScalarType[] types, int[] valuesAt) {
        this.bytes = bytes;
        this.timesEnd = timesEnd;
        this.types = types;
        this.valuesAt = valuesAt;
    }

    /**
     * The template of a layout; empty if not all values are of types with one width.
     *
     * @param parts without event times
     */
    static Optional<RowTemplate> of(AnswerLayout layout, List<DataType> types, AnswerBytes.AnswerParts parts) {
        List<FeatureValues> values = new ArrayList<>();
        for (DataType type : types) {
            if (!(type instanceof ScalarType) || type.lane() == DataType.Lane.BYTES) {
                return Optional.empty();
            }
            FeatureValues zero = new FeatureValues(type, 1);
            zero.setBits(0, ValueStatus.PRESENT.code(), 0);
            values.add(zero);
        }
        int[] valuesAt = new int[types.size()];
        QuestionTimes times = new QuestionTimes(new long[1], new long[1], new long[1]);
        byte[] bytes = AnswerBytes.of(layout, values, times, parts, valuesAt);
        int timesEnd = layout.head().length + WireOutput.fieldSize(3 * WireOutput.fieldSize(Long.BYTES));
        return Optional.of(new RowTemplate(bytes, timesEnd, types.toArray(ScalarType[]::new), valuesAt));
    }

    /** @param bitsOf the values of the features, as {@link FeatureValues#bitsAt} gives them */
    byte[] fill(QuestionTimes times, IntToLongFunction bitsOf) {
        byte[] filled = bytes.clone();
        int distance = WireOutput.fieldSize(Long.BYTES);
        int last = timesEnd - Long.BYTES;
        WireOutput.putFixed64(filled, last - 2 * distance, times.asOf()[0]);
        WireOutput.putFixed64(filled, last - distance, times.knownAt()[0]);
        WireOutput.putFixed64(filled, last, times.acceptedBy()[0]);
        for (int i = 0; i < types.length; i++) {
            put(filled, valuesAt[i], types[i], bitsOf.applyAsLong(i));
        }
        return filled;
    }

    private static void put(byte[] into, int at, ScalarType type, long bits) {
        switch (type) {
            case BOOL -> into[at] = (byte) (bits != 0 ? 1 : 0);
            case INT32, DATE -> WireOutput.putFixed32(into, at, (int) bits);
            case INT64, TIMESTAMP, FLOAT64 -> WireOutput.putFixed64(into, at, bits);
            case FLOAT32 ->
                WireOutput.putFixed32(into, at, Float.floatToIntBits((float) Double.longBitsToDouble(bits)));
            case STRING, BYTES -> throw new IllegalStateException("Not of one width: " + type);
        }
    }
}
