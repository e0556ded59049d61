package dev.asof.offline.arrow;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

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
            case BytesColumn bytes -> fillBytes(vector, bytes);
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
                case TimeStampMicroVector times -> times.set(row, values[row]);
                case DecimalVector decimals -> decimals.set(row, Decimals.value(column, row));
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

    private static void fillBytes(FieldVector vector, BytesColumn column) {
        switch (column.type()) {
            case ScalarType type -> fillTexts((BaseVariableWidthVector) vector, column);
            case DecimalType type -> fillDecimals((DecimalVector) vector, column);
            case ListType type -> fillLists((ListVector) vector, type, column);
            case MapType type -> fillMaps((MapVector) vector, type, column);
        }
    }

    private static void fillTexts(BaseVariableWidthVector vector, BytesColumn column) {
        byte[] data = column.data();
        int[] offsets = column.offsets();
        vector.allocateNew(offsets[column.size()], column.size());
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                vector.set(row, data, offsets[row], column.length(row));
            }
        }
    }

    private static void fillDecimals(DecimalVector vector, BytesColumn column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                vector.set(row, Decimals.value(column, row));
            }
        }
    }

    private static void fillLists(ListVector vector, ListType type, BytesColumn column) {
        ListCodec codec = new ListCodec(type);
        ColumnBuilder elements = new ColumnBuilder(type.element());
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                int before = elements.size();
                codec.appendElements(column.data(), column.offsets()[row], elements);
                vector.startNewValue(row);
                vector.endValue(row, elements.size() - before);
            }
        }
        fill(vector.getDataVector(), elements.build());
    }

    private static void fillMaps(MapVector vector, MapType type, BytesColumn column) {
        MapCodec codec = new MapCodec(type);
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder values = new ColumnBuilder(type.value());
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                int before = keys.size();
                codec.appendEntries(column.data(), column.offsets()[row], keys, values);
                vector.startNewValue(row);
                vector.endValue(row, keys.size() - before);
            }
        }
        StructVector entries = (StructVector) vector.getDataVector();
        for (int entry = 0; entry < keys.size(); entry++) {
            entries.setIndexDefined(entry);
        }
        fill((FieldVector) entries.getChildByOrdinal(0), keys.build());
        fill((FieldVector) entries.getChildByOrdinal(1), values.build());
        entries.setValueCount(keys.size());
    }
}
