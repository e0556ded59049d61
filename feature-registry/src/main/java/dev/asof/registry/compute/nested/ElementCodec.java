package dev.asof.registry.compute.nested;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;

/**
 * Writes single values, not null, as bytes whose unsigned order is the values' order, and of which none is a prefix of
 * another: parts of keys, of lists and of maps. Thread-safe.
 *
 * <pre>
 * integer := 8 bytes big-endian, sign bit flipped         bool, int32, int64, date, timestamp, decimal to 18 digits
 * float   := 4 or 8 bytes big-endian of the IEEE bits     float32, float64; of a negative number all bits are flipped,
 *                                                         of others the sign bit
 * wide    := 16 bytes big-endian, sign bit flipped        decimal of more than 18 digits
 * text    := (byte | 00 FF)* 00 00                        string, bytes; each 00 is written as 00 FF
 * list, map: see {@link ListCodec} and {@link MapCodec}
 * </pre>
 */
public sealed interface ElementCodec {

    /** The codec of a type. */
    static ElementCodec of(DataType type) {
        return switch (type) {
            case ScalarType scalar ->
                switch (scalar) {
                    case BOOL, INT32, INT64, DATE, TIMESTAMP -> new OfLong();
                    case FLOAT32 -> new OfFloat();
                    case FLOAT64 -> new OfDouble();
                    case STRING, BYTES -> new OfText();
                };
            case DecimalType decimal -> decimal.lane() == DataType.Lane.LONG ? new OfLong() : new OfWide();
            case ListType list -> new OfNested(new ListCodec(list));
            case MapType map -> new OfNested(new MapCodec(map));
        };
    }

    /** Appends the value of a column at a row where it is not null. */
    void write(Column column, int row, ByteSink sink);

    /** Appends the values of rows {@code [from, to)} as elements of a {@linkplain ListCodec list}: each behind its marker. */
    default void writeMarked(Column column, int from, int to, ByteSink sink) {
        for (int row = from; row < to; row++) {
            if (column.isNull(row)) {
                sink.put(NestedCodec.NULL);
                sink.putZeros(width());
            } else {
                sink.put(NestedCodec.PRESENT);
                write(column, row, sink);
            }
        }
    }

    /** Puts a marker and eight bytes, zeros of a null. */
    private static void putMarked(byte[] data, int at, boolean isNull, long bits) {
        data[at] = isNull ? NestedCodec.NULL : NestedCodec.PRESENT;
        BigEndian.putLong(data, at + 1, isNull ? 0 : bits);
    }

    /**
     * Appends the value that starts at {@code at} to a builder of its type.
     *
     * @return where it ends
     */
    int read(byte[] data, int at, ColumnBuilder target);

    /** Where the value ends that starts at {@code at}. */
    int skip(byte[] data, int at);

    /** How many bytes every value has, 0 if that varies. */
    int width();

    /** An integer. */
    record OfLong() implements ElementCodec {
        @Override
        public void write(Column column, int row, ByteSink sink) {
            sink.putLong(((LongColumn) column).values()[row] ^ Long.MIN_VALUE);
        }

        @Override
        public void writeMarked(Column column, int from, int to, ByteSink sink) {
            LongColumn longs = (LongColumn) column;
            int at = sink.extend(BytesTooLong.checked((to - from) * (1L + Long.BYTES)));
            for (int row = from; row < to; row++) {
                putMarked(sink.array(), at, longs.isNull(row), longs.values()[row] ^ Long.MIN_VALUE);
                at += 1 + Long.BYTES;
            }
        }

        @Override
        public int read(byte[] data, int at, ColumnBuilder target) {
            target.appendLong(BigEndian.getLong(data, at) ^ Long.MIN_VALUE);
            return at + Long.BYTES;
        }

        @Override
        public int skip(byte[] data, int at) {
            return at + Long.BYTES;
        }

        @Override
        public int width() {
            return Long.BYTES;
        }
    }

    /** A float32. */
    record OfFloat() implements ElementCodec {
        @Override
        public void write(Column column, int row, ByteSink sink) {
            sink.putInt(FloatBits.ordered((float) ((DoubleColumn) column).values()[row]));
        }

        @Override
        public int read(byte[] data, int at, ColumnBuilder target) {
            target.appendDouble(FloatBits.ofOrdered(BigEndian.getInt(data, at)));
            return at + Float.BYTES;
        }

        @Override
        public int skip(byte[] data, int at) {
            return at + Float.BYTES;
        }

        @Override
        public int width() {
            return Float.BYTES;
        }
    }

    /** A float64. */
    record OfDouble() implements ElementCodec {
        @Override
        public void write(Column column, int row, ByteSink sink) {
            sink.putLong(FloatBits.ordered(((DoubleColumn) column).values()[row]));
        }

        @Override
        public void writeMarked(Column column, int from, int to, ByteSink sink) {
            DoubleColumn doubles = (DoubleColumn) column;
            int at = sink.extend(BytesTooLong.checked((to - from) * (1L + Double.BYTES)));
            for (int row = from; row < to; row++) {
                putMarked(sink.array(), at, doubles.isNull(row), FloatBits.ordered(doubles.values()[row]));
                at += 1 + Double.BYTES;
            }
        }

        @Override
        public int read(byte[] data, int at, ColumnBuilder target) {
            target.appendDouble(FloatBits.ofOrdered(BigEndian.getLong(data, at)));
            return at + Double.BYTES;
        }

        @Override
        public int skip(byte[] data, int at) {
            return at + Double.BYTES;
        }

        @Override
        public int width() {
            return Double.BYTES;
        }
    }

    /** A decimal of 16 bytes: the column's bytes as they are. */
    record OfWide() implements ElementCodec {
        @Override
        public void write(Column column, int row, ByteSink sink) {
            BytesColumn bytes = (BytesColumn) column;
            sink.put(bytes.data(), bytes.offsets()[row], bytes.offsets()[row + 1]);
        }

        @Override
        public int read(byte[] data, int at, ColumnBuilder target) {
            target.appendBytes(data, at, skip(data, at));
            return skip(data, at);
        }

        @Override
        public int skip(byte[] data, int at) {
            return at + Decimals.WIDE_BYTES;
        }

        @Override
        public int width() {
            return Decimals.WIDE_BYTES;
        }
    }

    /** A string or bytes. */
    record OfText() implements ElementCodec {
        @Override
        public void write(Column column, int row, ByteSink sink) {
            BytesColumn text = (BytesColumn) column;
            byte[] data = text.data();
            for (int i = text.offsets()[row]; i < text.offsets()[row + 1]; i++) {
                sink.put(data[i]);
                if (data[i] == 0) {
                    sink.put((byte) 0xFF);
                }
            }
            sink.put((byte) 0);
            sink.put((byte) 0);
        }

        @Override
        public int read(byte[] data, int at, ColumnBuilder target) {
            int end = skip(data, at);
            ByteSink text = new ByteSink(end - at);
            for (int i = at; i < end - 2; i++) {
                text.put(data[i]);
                i += data[i] == 0 ? 1 : 0;
            }
            target.appendBytes(text.array(), 0, text.size());
            return end;
        }

        @Override
        public int skip(byte[] data, int at) {
            int i = at;
            while (data[i] != 0 || data[i + 1] != 0) {
                i += data[i] == 0 ? 2 : 1;
            }
            return i + 2;
        }

        @Override
        public int width() {
            return 0;
        }
    }

    /** A list or a map: the column's bytes as they are. */
    record OfNested(NestedCodec nested) implements ElementCodec {
        @Override
        public void write(Column column, int row, ByteSink sink) {
            BytesColumn bytes = (BytesColumn) column;
            sink.put(bytes.data(), bytes.offsets()[row], bytes.offsets()[row + 1]);
        }

        @Override
        public int read(byte[] data, int at, ColumnBuilder target) {
            int end = skip(data, at);
            target.appendBytes(data, at, end);
            return end;
        }

        @Override
        public int skip(byte[] data, int at) {
            return nested.skip(data, at);
        }

        @Override
        public int width() {
            return 0;
        }
    }
}
