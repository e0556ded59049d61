package dev.asof.offline.arrow;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;

/** Copies columns into Arrow's memory. What stands behind a null is zero, so that equal columns are equal bytes. */
final class VectorFilling {
    private VectorFilling() {}

    /** Fills an empty vector of the column's type. */
    static void fill(FieldVector vector, Column column) {
        if (vector instanceof BaseFixedWidthVector fixed) {
            fixed.allocateNew(column.size());
        }
        switch (column) {
            case LongColumn longs -> fillLongs(vector, longs);
            case DoubleColumn doubles -> fillDoubles(vector, doubles);
            case BytesColumn bytes -> fillBytes((VarCharVector) vector, bytes);
        }
        vector.setValueCount(column.size());
    }

    private static void fillLongs(FieldVector vector, LongColumn column) {
        long[] values = column.values();
        for (int row = 0; row < values.length; row++) {
            if (column.isNull(row)) {
                continue;
            }
            switch (vector) {
                case BitVector bits -> bits.set(row, (int) values[row]);
                case IntVector ints -> ints.set(row, (int) values[row]);
                case DateDayVector days -> days.set(row, (int) values[row]);
                case BigIntVector longs -> longs.set(row, values[row]);
                case TimeStampMicroTZVector times -> times.set(row, values[row]);
                default -> throw new IllegalArgumentException(vector.toString());
            }
        }
    }

    private static void fillDoubles(FieldVector vector, DoubleColumn column) {
        double[] values = column.values();
        for (int row = 0; row < values.length; row++) {
            if (column.isNull(row)) {
                continue;
            }
            switch (vector) {
                case Float4Vector floats -> floats.set(row, (float) values[row]);
                case Float8Vector doubles -> doubles.set(row, values[row]);
                default -> throw new IllegalArgumentException(vector.toString());
            }
        }
    }

    private static void fillBytes(VarCharVector vector, BytesColumn column) {
        byte[] data = column.data();
        int[] offsets = column.offsets();
        vector.allocateNew(offsets[column.size()], column.size());
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                vector.set(row, data, offsets[row], column.length(row));
            }
        }
    }
}
