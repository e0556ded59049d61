package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Writes single values of a column without lists and maps as the library takes them. */
sealed interface ColumnEncoder {
    Column column();

    /** Writes a value that is not null, at its levels of repetition and definition. */
    void write(ColumnWriter writer, int row, int repetition, int level);

    static ColumnEncoder of(Column column) {
        return switch (column) {
            case LongColumn longs when longs.type() == ScalarType.BOOL -> new OfBools(longs);
            case LongColumn longs
            when longs.type() == ScalarType.INT32 || longs.type() == ScalarType.DATE -> new OfInts(longs);
            case LongColumn longs -> new OfLongs(longs);
            case DoubleColumn doubles when doubles.type() == ScalarType.FLOAT32 -> new OfFloats(doubles);
            case DoubleColumn doubles -> new OfDoubles(doubles);
            case BytesColumn wide when wide.type() instanceof DecimalType -> new OfWide(wide);
            case BytesColumn bytes -> new OfBytes(bytes);
        };
    }

    record OfBools(LongColumn column) implements ColumnEncoder {
        @Override
        public void write(ColumnWriter writer, int row, int repetition, int level) {
            writer.write(column.values()[row] != 0, repetition, level);
        }
    }

    record OfInts(LongColumn column) implements ColumnEncoder {
        @Override
        public void write(ColumnWriter writer, int row, int repetition, int level) {
            writer.write((int) column.values()[row], repetition, level);
        }
    }

    record OfLongs(LongColumn column) implements ColumnEncoder {
        @Override
        public void write(ColumnWriter writer, int row, int repetition, int level) {
            writer.write(column.values()[row], repetition, level);
        }
    }

    record OfFloats(DoubleColumn column) implements ColumnEncoder {
        @Override
        public void write(ColumnWriter writer, int row, int repetition, int level) {
            writer.write((float) column.values()[row], repetition, level);
        }
    }

    record OfDoubles(DoubleColumn column) implements ColumnEncoder {
        @Override
        public void write(ColumnWriter writer, int row, int repetition, int level) {
            writer.write(column.values()[row], repetition, level);
        }
    }

    /** The library is told that the array changes, so that it copies the few values that it keeps, and not all of the array with them. */
    record OfBytes(BytesColumn column) implements ColumnEncoder {
        @Override
        public void write(ColumnWriter writer, int row, int repetition, int level) {
            Binary value = Binary.fromReusedByteArray(column.data(), column.offsets()[row], column.length(row));
            writer.write(value, repetition, level);
        }
    }

    /** Decimals of 16 bytes, whose sign bit a file does not flip. */
    record OfWide(BytesColumn column) implements ColumnEncoder {
        @Override
        public void write(ColumnWriter writer, int row, int repetition, int level) {
            byte[] value = column.bytes(row);
            value[0] ^= Byte.MIN_VALUE;
            writer.write(Binary.fromConstantByteArray(value), repetition, level);
        }
    }
}
