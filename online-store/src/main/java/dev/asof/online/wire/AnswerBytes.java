package dev.asof.online.wire;

import dev.asof.online.lookup.KeptRow;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.v1.Column;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.GetOnlineFeaturesResponse;
import java.util.List;
import java.util.Optional;

/**
 * An answer in the wire format of {@link GetOnlineFeaturesResponse}, encoded by hand: byte for byte what the generated
 * classes would write, at a fraction of their time. Sizes are found first, then all is written into one array.
 */
public final class AnswerBytes {
    private static final byte[] NOTHING = {};

    private final AnswerLayout layout;
    private final AnswerParts parts;
    private final List<FeatureValues> values;
    private final WireValues[] columns;
    private final int[] columnSizes;
    private final int[] featureSizes;

    /** What a client wants of an answer beside the values. */
    public record AnswerParts(boolean withSchema, boolean withEventTimes) {}

    private AnswerBytes(AnswerLayout layout, AnswerParts parts, List<FeatureValues> values) {
        this.layout = layout;
        this.parts = parts;
        this.values = values;
        this.columns = new WireValues[values.size()];
        this.columnSizes = new int[values.size()];
        this.featureSizes = new int[values.size()];
    }

    /** @param layout of the answer's selection */
    public static byte[] of(AnswerLayout layout, LookupAnswer answer, AnswerParts parts) {
        if (!parts.withEventTimes() && answer.keptRow().isPresent()) {
            KeptRow row = answer.keptRow().get();
            Optional<RowTemplate> template = row.areAllPresent() ? layout.row(parts) : Optional.empty();
            if (template.isPresent()) {
                return template.get().fill(answer.times(), row::bitsAt);
            }
        }
        return new AnswerBytes(layout, parts, answer.values()).encode(answer.times(), new int[0]);
    }

    /** @param valuesAt takes where the value of each feature begins, of one row of numbers */
    static byte[] of(
            AnswerLayout layout, List<FeatureValues> values, QuestionTimes times, AnswerParts parts, int[] valuesAt) {
        return new AnswerBytes(layout, parts, values).encode(times, valuesAt);
    }

    private byte[] encode(QuestionTimes times, int[] valuesAt) {
        int timesSize = timesSize(times.asOf()) + timesSize(times.knownAt()) + timesSize(times.acceptedBy());
        int size = layout.head().length + WireOutput.fieldSize(timesSize);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = WireValues.of(values.get(i));
            columnSizes[i] = columnSize(values.get(i), columns[i]);
            featureSizes[i] = featureSize(i);
            size += WireOutput.fieldSize(featureSizes[i]);
        }
        WireOutput out = new WireOutput(size);
        out.raw(layout.head());
        out.field(GetOnlineFeaturesResponse.TIMES_FIELD_NUMBER, timesSize);
        writeTimes(1, times.asOf(), out);
        writeTimes(2, times.knownAt(), out);
        writeTimes(3, times.acceptedBy(), out);
        for (int i = 0; i < columns.length; i++) {
            out.field(GetOnlineFeaturesResponse.FEATURES_FIELD_NUMBER, featureSizes[i]);
            int arrayEnd = writeFeature(i, out);
            if (columns[i] instanceof WireValues.Fixed fixed && valuesAt.length > 0) {
                valuesAt[i] = arrayEnd - fixed.width();
            }
        }
        return out.done();
    }

    /** The times, or the one that all rows have. */
    private static int count(long[] times) {
        for (long time : times) {
            if (time != times[0]) {
                return times.length;
            }
        }
        return Math.min(times.length, 1);
    }

    private static int timesSize(long[] times) {
        int count = count(times);
        return count == 0 ? 0 : WireOutput.fieldSize(count * Long.BYTES);
    }

    private static void writeTimes(int field, long[] times, WireOutput out) {
        int count = count(times);
        if (count > 0) {
            out.field(field, count * Long.BYTES);
        }
        for (int i = 0; i < count; i++) {
            out.fixed64(times[i]);
        }
    }

    private static int columnSize(FeatureValues feature, WireValues column) {
        if (column instanceof WireValues.Message message) {
            return message.message().length;
        }
        int nulls = feature.allHaveValues() ? 0 : WireOutput.fieldSize(nullBytes(feature.size()));
        return nulls + WireOutput.fieldSize(column.arraySize());
    }

    private static int nullBytes(int rows) {
        return (rows + Byte.SIZE - 1) / Byte.SIZE;
    }

    private int featureSize(int i) {
        FeatureValues feature = values.get(i);
        int size = schema(i).length + WireOutput.fieldSize(columnSizes[i]);
        if (!feature.areAllPresent()) {
            size += WireOutput.fieldSize(feature.size());
        }
        if (writesEventTimes(i)) {
            size += WireOutput.fieldSize(feature.size() * Long.BYTES);
        }
        return size;
    }

    private byte[] schema(int i) {
        return parts.withSchema() ? layout.schema(i) : NOTHING;
    }

    private boolean writesEventTimes(int i) {
        return parts.withEventTimes()
                && layout.hasEventTimes(i)
                && values.get(i).size() > 0;
    }

    /** Returns where its values end. */
    private int writeFeature(int i, WireOutput out) {
        FeatureValues feature = values.get(i);
        out.raw(schema(i));
        out.field(FeatureColumn.VALUES_FIELD_NUMBER, columnSizes[i]);
        if (columns[i] instanceof WireValues.Message message) {
            out.raw(message.message());
        } else {
            writeNulls(feature, out);
            out.field(columns[i].field(), columns[i].arraySize());
            columns[i].writeArray(out);
        }
        int valuesEnd = out.position();
        if (!feature.areAllPresent()) {
            out.field(FeatureColumn.STATUSES_FIELD_NUMBER, feature.size());
            for (byte code : feature.statusCodes()) {
                out.oneByte(WireTypes.number(ValueStatus.ofCode(code)));
            }
        }
        if (writesEventTimes(i)) {
            out.field(FeatureColumn.EVENT_TIMES_MICROS_FIELD_NUMBER, feature.size() * Long.BYTES);
            for (int row = 0; row < feature.size(); row++) {
                out.fixed64(feature.eventTimeMicros(row));
            }
        }
        return valuesEnd;
    }

    private static void writeNulls(FeatureValues feature, WireOutput out) {
        if (feature.allHaveValues()) {
            return;
        }
        int bytes = nullBytes(feature.size());
        out.field(Column.NULLS_FIELD_NUMBER, bytes);
        for (int first = 0; first < bytes * Byte.SIZE; first += Byte.SIZE) {
            int bits = 0;
            for (int row = first; row < Math.min(first + Byte.SIZE, feature.size()); row++) {
                bits |= feature.hasValue(row) ? 0 : 1 << (row - first);
            }
            out.oneByte(bits);
        }
    }
}
