package dev.asof.offline.parquet;

import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Iterator;
import org.apache.parquet.column.ColumnWriter;

/**
 * Writes values of one type to the primitive columns that they are made of. The level that is handed in is that of what
 * stands around the value; a value that is not null is one above.
 */
sealed interface ValueWriter {

    /** Writes the value of a column, which may be null. */
    void write(Column column, int row, int repetition, int level);

    /** Writes the values of rows {@code from} to {@code to}, exclusive, of a column of the file. */
    default void writeAll(Column column, int from, int to) {
        for (int row = from; row < to; row++) {
            write(column, row, 0, 0);
        }
    }

    /** Writes that there is nothing here. */
    void writeNothing(int repetition, int level);

    /**
     * The writer of a type.
     *
     * @param writers of the primitive columns, in the order of the file's schema; as many are taken as the type has
     * @param repetitions how many lists and maps stand around the values
     */
    static ValueWriter of(DataType type, Iterator<ColumnWriter> writers, int repetitions) {
        return switch (type) {
            case ScalarType scalar -> new OfPrimitive(writers.next());
            case DecimalType decimal -> new OfPrimitive(writers.next());
            case ListType list ->
                new OfList(new ListCodec(list), of(list.element(), writers, repetitions + 1), repetitions + 1);
            case MapType map ->
                new OfMap(
                        new MapCodec(map), writers.next(), of(map.value(), writers, repetitions + 1), repetitions + 1);
        };
    }

    /** A value of one primitive column. */
    record OfPrimitive(ColumnWriter writer) implements ValueWriter {
        @Override
        public void write(Column column, int row, int repetition, int level) {
            if (column.isNull(row)) {
                writeNothing(repetition, level);
            } else {
                ColumnEncoder.of(column).write(writer, row, repetition, level + 1);
            }
        }

        @Override
        public void writeAll(Column column, int from, int to) {
            ColumnEncoder encoder = ColumnEncoder.of(column);
            for (int row = from; row < to; row++) {
                if (column.isNull(row)) {
                    writer.writeNull(0, 0);
                } else {
                    encoder.write(writer, row, 0, 1);
                }
            }
        }

        @Override
        public void writeNothing(int repetition, int level) {
            writer.writeNull(repetition, level);
        }
    }

    /** A list, in the form of three levels. */
    record OfList(ListCodec codec, ValueWriter element, int depth) implements ValueWriter {
        @Override
        public void write(Column column, int row, int repetition, int level) {
            if (column.isNull(row)) {
                writeNothing(repetition, level);
                return;
            }
            Column elements = codec.elements((BytesColumn) column, row);
            for (int i = 0; i < elements.size(); i++) {
                element.write(elements, i, i == 0 ? repetition : depth, level + 2);
            }
            if (elements.size() == 0) {
                writeNothing(repetition, level + 1);
            }
        }

        @Override
        public void writeNothing(int repetition, int level) {
            element.writeNothing(repetition, level);
        }
    }

    /** A map: its keys are required. */
    record OfMap(MapCodec codec, ColumnWriter key, ValueWriter value, int depth) implements ValueWriter {
        @Override
        public void write(Column column, int row, int repetition, int level) {
            if (column.isNull(row)) {
                writeNothing(repetition, level);
                return;
            }
            ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
            ColumnBuilder values = new ColumnBuilder(codec.type().value());
            BytesColumn maps = (BytesColumn) column;
            codec.appendEntries(maps.data(), maps.offsets()[row], keys, values);
            writeEntries(keys.build(), values.build(), repetition, level);
        }

        private void writeEntries(Column keys, Column values, int repetition, int level) {
            for (int i = 0; i < keys.size(); i++) {
                int repeated = i == 0 ? repetition : depth;
                ColumnEncoder.of(keys).write(key, i, repeated, level + 2);
                value.write(values, i, repeated, level + 2);
            }
            if (keys.size() == 0) {
                writeNothing(repetition, level + 1);
            }
        }

        @Override
        public void writeNothing(int repetition, int level) {
            key.writeNull(repetition, level);
            value.writeNothing(repetition, level);
        }
    }
}
