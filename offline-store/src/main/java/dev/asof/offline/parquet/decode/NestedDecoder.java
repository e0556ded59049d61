package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import java.util.List;

/** Decodes lists and maps value by value with the library's own readers, one for each primitive column. */
final class NestedDecoder implements ColumnDecoder {
    private final ValueAssembly assembly;
    private final List<RowPosition> positions;

    /** @param positions of the readers that the values are put together from */
    NestedDecoder(ValueAssembly assembly, List<RowPosition> positions) {
        this.assembly = assembly;
        this.positions = positions;
    }

    @Override
    public Column next(int rowCount) {
        ColumnBuilder column = new ColumnBuilder(assembly.type());
        for (int row = 0; row < rowCount; row++) {
            assembly.append(column);
        }
        positions.forEach(position -> position.advance(rowCount));
        return column.build();
    }

    @Override
    public void moveTo(long row) {
        positions.forEach(position -> position.moveTo(row));
    }

    @Override
    public void end() {
        positions.forEach(RowPosition::end);
    }
}
