package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Writes single values of a column as the library takes them. */
sealed interface ColumnEncoder {
    int NOT_REPEATED = 0;
    int NULL_LEVEL = 0;
    int PRESENT_LEVEL = 1;

    Column column();

    /** Writes a value that is not null. */
    void writePresent(ColumnWriter writer, int row);

    default void write(ColumnWriter writer, int row) {
        if (column().isNull(row)) {
            writer.writeNull(NOT_REPEATED, NULL_LEVEL);
        } else {
            writePresent(writer, row);
        }
    }

    static ColumnEncoder of(Column column) {
        return switch (column) {
            case LongColumn longs when longs.type() == ScalarType.BOOL -> new OfBools(longs);
            case LongColumn longs
            when longs.type() == ScalarType.INT32 || longs.type() == ScalarType.DATE -> new OfInts(longs);
            case LongColumn longs -> new OfLongs(longs);
            case DoubleColumn doubles when doubles.type() == ScalarType.FLOAT32 -> new OfFloats(doubles);
            case DoubleColumn doubles -> new OfDoubles(doubles);
            case BytesColumn bytes -> new OfBytes(bytes);
        };
    }

    record OfBools(LongColumn column) implements ColumnEncoder {
        @Override
        public void writePresent(ColumnWriter writer, int row) {
            writer.write(column.values()[row] != 0, NOT_REPEATED, PRESENT_LEVEL);
        }
    }

    record OfInts(LongColumn column) implements ColumnEncoder {
        @Override
        public void writePresent(ColumnWriter writer, int row) {
            writer.write((int) column.values()[row], NOT_REPEATED, PRESENT_LEVEL);
        }
    }

    record OfLongs(LongColumn column) implements ColumnEncoder {
        @Override
        public void writePresent(ColumnWriter writer, int row) {
            writer.write(column.values()[row], NOT_REPEATED, PRESENT_LEVEL);
        }
    }

    record OfFloats(DoubleColumn column) implements ColumnEncoder {
        @Override
        public void writePresent(ColumnWriter writer, int row) {
            writer.write((float) column.values()[row], NOT_REPEATED, PRESENT_LEVEL);
        }
    }

    record OfDoubles(DoubleColumn column) implements ColumnEncoder {
        @Override
        public void writePresent(ColumnWriter writer, int row) {
            writer.write(column.values()[row], NOT_REPEATED, PRESENT_LEVEL);
        }
    }

    record OfBytes(BytesColumn column) implements ColumnEncoder {
        @Override
        public void writePresent(ColumnWriter writer, int row) {
            Binary value = Binary.fromConstantByteArray(column.data(), column.offsets()[row], column.length(row));
            writer.write(value, NOT_REPEATED, PRESENT_LEVEL);
        }
    }
}
