package dev.asof.registry.compute.aggregate.group;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.nested.Grouping;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/**
 * A value as grouping sees it: -0.0 is 0.0 and NaN equals NaN.
 *
 * <p>Each kind of key is comparable with its own kind, and has to say just that: a {@link java.util.HashMap} then finds keys of one
 * hash by their order. It would compare them one by one otherwise, as many as somebody chose to have that hash.
 */
public sealed interface GroupKey {
    /** The order of values; only keys of one type are compared. */
    Comparator<GroupKey> ORDER = (key, other) -> switch (key) {
        case OfLong longs -> longs.compareTo((OfLong) other);
        case OfDouble doubles -> doubles.compareTo((OfDouble) other);
        case OfBytes bytes -> bytes.compareTo((OfBytes) other);
    };

    /** The key of a value that is not null. */
    static GroupKey of(Column column, int row) {
        return switch (column) {
            case LongColumn longs -> new OfLong(longs.values()[row]);
            case DoubleColumn doubles -> OfDouble.of(doubles.values()[row]);
            case BytesColumn bytes -> new OfBytes(Grouping.grouped(bytes, row));
        };
    }

    /** Writes the key. */
    void encode(StateWriter out);

    /** Writes the key as a present value. */
    default void finish(FeatureValues target, int row) {
        switch (this) {
            case OfLong key -> target.setLong(row, key.value());
            case OfDouble key -> target.setDouble(row, key.value());
            case OfBytes key -> target.setBytes(row, key.value());
        }
    }

    /** Appends the key as a value of its type. */
    default void appendTo(ColumnBuilder target) {
        switch (this) {
            case OfLong key -> target.appendLong(key.value());
            case OfDouble key -> target.appendDouble(key.value());
            case OfBytes key -> target.appendBytes(key.value());
        }
    }

    /** The list of some keys of a type, as a value. */
    static byte[] list(Collection<GroupKey> keys, DataType type) {
        ColumnBuilder elements = new ColumnBuilder(type);
        keys.forEach(key -> key.appendTo(elements));
        return new ListCodec(new ListType(type)).encode(elements.build(), 0, keys.size());
    }

    /** Reads a key of a type. */
    static GroupKey decode(DataType type, StateReader in) {
        return switch (type.lane()) {
            case LONG -> new OfLong(in.getSigned());
            case DOUBLE -> OfDouble.of(Double.longBitsToDouble(in.getLong()));
            case BYTES -> new OfBytes(in.getBytes());
        };
    }

    /** An integer, bool, date or timestamp. */
    record OfLong(long value) implements GroupKey, Comparable<OfLong> {
        @Override
        public int compareTo(OfLong other) {
            return Long.compare(value, other.value);
        }

        @Override
        public void encode(StateWriter out) {
            out.putSigned(value);
        }
    }

    /** A float, as the double of its group. */
    record OfDouble(double value) implements GroupKey, Comparable<OfDouble> {
        static OfDouble of(double value) {
            return new OfDouble(Double.isNaN(value) ? Double.NaN : value + 0.0);
        }

        @Override
        public int compareTo(OfDouble other) {
            return Double.compare(value, other.value);
        }

        @Override
        public void encode(StateWriter out) {
            out.putLong(Double.doubleToLongBits(value));
        }
    }

    /** A value of the bytes lane. */
    record OfBytes(byte[] value) implements GroupKey, Comparable<OfBytes> {
        @Override
        public int compareTo(OfBytes other) {
            return Arrays.compareUnsigned(value, other.value);
        }

        @Override
        public void encode(StateWriter out) {
            out.putBytes(value, 0, value.length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfBytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }
}
