package dev.asof.registry.compute.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One value that is not null, for literals, defaults, bounds and answers at the edges. Hot paths use {@link Column}s.
 */
public sealed interface Value {

    /** A bool, integer, date, timestamp or narrow decimal, as its column holds it. */
    record LongValue(DataType type, long value) implements Value {
        public LongValue {
            ColumnChecks.require(type, DataType.Lane.LONG, 0, null);
        }
    }

    /** A float32 or float64; equal exactly when the bits are. */
    record DoubleValue(DataType type, double value) implements Value {
        public DoubleValue {
            ColumnChecks.require(type, DataType.Lane.DOUBLE, 0, null);
            value = Double.isNaN(value) ? Double.NaN : value;
        }
    }

    /** A string as UTF-8, or a value of another type of the bytes lane, as its column holds it. */
    record BytesValue(DataType type, byte[] value) implements Value {
        public BytesValue {
            ColumnChecks.require(type, DataType.Lane.BYTES, 0, null);
        }

        /** The text of a string. */
        public String text() {
            return new String(value, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BytesValue bytes && type.equals(bytes.type) && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "BytesValue[type=" + type + ", value=" + HexFormat.of().formatHex(value) + "]";
        }
    }

    DataType type();

    static Value ofBool(boolean value) {
        return new LongValue(ScalarType.BOOL, value ? 1 : 0);
    }

    static Value ofLong(DataType type, long value) {
        return new LongValue(type, value);
    }

    static Value ofDouble(DataType type, double value) {
        return new DoubleValue(type, value);
    }

    static Value ofText(String value) {
        return new BytesValue(ScalarType.STRING, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of {@code column} at {@code row}, which is not null there. */
    static Value of(Column column, int row) {
        return switch (column) {
            case LongColumn longs -> new LongValue(longs.type(), longs.values()[row]);
            case DoubleColumn doubles -> new DoubleValue(doubles.type(), doubles.values()[row]);
            case BytesColumn bytes -> new BytesValue(bytes.type(), bytes.bytes(row));
        };
    }

    /** A column of {@code size} rows that all hold this value. */
    default Column repeat(int size) {
        ColumnBuilder builder = new ColumnBuilder(type());
        for (int i = 0; i < size; i++) {
            appendTo(builder);
        }
        return builder.build();
    }

    /** Appends this value to a builder of its type. */
    default void appendTo(ColumnBuilder builder) {
        switch (this) {
            case LongValue v -> builder.appendLong(v.value());
            case DoubleValue v -> builder.appendDouble(v.value());
            case BytesValue v -> builder.appendBytes(v.value());
        }
    }
}
