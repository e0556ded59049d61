package dev.asof.online.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.v1.Column;

/**
 * The values of a feature as a {@link Column}, in the wire format: the same bytes as {@link WireColumns} makes messages of,
 * without making any. Types that have no hand-written form, and text that is no UTF-8, go by way of a message.
 */
sealed interface WireValues {

    /** The field of {@link Column} that holds the array. */
    int field();

    /** The size of the array's own fields. */
    int arraySize();

    /** Writes the array's own fields. */
    void writeArray(WireOutput out);

    static WireValues of(FeatureValues values) {
        DataType type = values.type();
        if (type instanceof ScalarType scalar && scalar.lane() != DataType.Lane.BYTES) {
            return new Fixed(values, scalar);
        }
        if (type == ScalarType.STRING && areTexts(values)) {
            return new Texts(values);
        }
        return new Message(WireColumns.of(values.toColumn()).toByteArray());
    }

    private static boolean areTexts(FeatureValues values) {
        for (int row = 0; row < values.size(); row++) {
            if (values.hasValue(row)) {
                ByteString text = UnsafeByteOperations.unsafeWrap(values.bytesAt(row));
                if (!text.isValidUtf8()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Values of one width. */
    record Fixed(FeatureValues values, ScalarType type) implements WireValues {
        @Override
        public int field() {
            return switch (type) {
                case BOOL -> Column.BOOLS_FIELD_NUMBER;
                case INT32 -> Column.INT32S_FIELD_NUMBER;
                case INT64 -> Column.INT64S_FIELD_NUMBER;
                case FLOAT32 -> Column.FLOAT32S_FIELD_NUMBER;
                case FLOAT64 -> Column.FLOAT64S_FIELD_NUMBER;
                case DATE -> Column.DATES_FIELD_NUMBER;
                case TIMESTAMP -> Column.TIMESTAMPS_FIELD_NUMBER;
                case STRING, BYTES -> throw new IllegalStateException("Not of one width: " + type);
            };
        }

        int width() {
            return switch (type) {
                case BOOL -> 1;
                case INT32, FLOAT32, DATE -> Integer.BYTES;
                case INT64, FLOAT64, TIMESTAMP -> Long.BYTES;
                case STRING, BYTES -> throw new IllegalStateException("Not of one width: " + type);
            };
        }

        @Override
        public int arraySize() {
            int rows = values.size();
            return rows == 0 ? 0 : WireOutput.fieldSize(rows * width());
        }

        @Override
        public void writeArray(WireOutput out) {
            int rows = values.size();
            if (rows == 0) {
                return;
            }
            out.field(1, rows * width());
            for (int row = 0; row < rows; row++) {
                write(out, row);
            }
        }

        private void write(WireOutput out, int row) {
            boolean hasValue = values.hasValue(row);
            switch (type) {
                case BOOL -> out.oneByte(hasValue && values.longAt(row) != 0 ? 1 : 0);
                case INT32, DATE -> out.fixed32(hasValue ? (int) values.longAt(row) : 0);
                case INT64, TIMESTAMP -> out.fixed64(hasValue ? values.longAt(row) : 0);
                case FLOAT32 -> out.fixed32(hasValue ? Float.floatToIntBits((float) values.doubleAt(row)) : 0);
                case FLOAT64 -> out.fixed64(hasValue ? Double.doubleToLongBits(values.doubleAt(row)) : 0);
                case STRING, BYTES -> throw new IllegalStateException("Not of one width: " + type);
            }
        }
    }

    /** Texts that are UTF-8. */
    record Texts(FeatureValues values) implements WireValues {
        private static final byte[] EMPTY = {};

        @Override
        public int field() {
            return Column.STRINGS_FIELD_NUMBER;
        }

        private byte[] text(int row) {
            return values.hasValue(row) ? values.bytesAt(row) : EMPTY;
        }

        @Override
        public int arraySize() {
            int size = 0;
            for (int row = 0; row < values.size(); row++) {
                size += WireOutput.fieldSize(text(row).length);
            }
            return size;
        }

        @Override
        public void writeArray(WireOutput out) {
            for (int row = 0; row < values.size(); row++) {
                byte[] text = text(row);
                out.field(1, text.length);
                out.raw(text);
            }
        }
    }

    /** A column that is encoded already. */
    record Message(byte[] message) implements WireValues {
        @Override
        public int field() {
            return 0;
        }

        @Override
        public int arraySize() {
            return 0;
        }

        @Override
        public void writeArray(WireOutput out) {}
    }
}
