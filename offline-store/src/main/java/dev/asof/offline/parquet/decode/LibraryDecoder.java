package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import org.apache.parquet.column.ColumnReader;

/** Decodes value by value with the library's own reader, whatever the encoding. */
final class LibraryDecoder implements ColumnDecoder {
    private final ColumnReader reader;
    private final ColumnFormat.Readable format;
    private final int presentLevel;
    private final RowPosition position;

    LibraryDecoder(RowPosition position, ColumnFormat.Readable format) {
        this.reader = position.reader();
        this.position = position;
        this.format = format;
        this.presentLevel = reader.getDescriptor().getMaxDefinitionLevel();
    }

    @Override
    public Column next(int rowCount) {
        ColumnBuilder column = new ColumnBuilder(format.type());
        for (int row = 0; row < rowCount; row++) {
            if (reader.getCurrentDefinitionLevel() == presentLevel) {
                PrimitiveReading.append(reader, format, column);
            } else {
                column.appendNull();
            }
            reader.consume();
        }
        position.advance(rowCount);
        return column.build();
    }

    @Override
    public void moveTo(long row) {
        position.moveTo(row);
    }

    @Override
    public void end() {
        position.end();
    }
}
