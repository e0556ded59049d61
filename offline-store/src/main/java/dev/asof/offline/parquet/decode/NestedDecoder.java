package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;

/** Decodes lists and maps value by value with the library's own readers, one for each primitive column. */
final class NestedDecoder implements ColumnDecoder {
    private final ValueAssembly assembly;

    NestedDecoder(ValueAssembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public Column next(int rowCount) {
        ColumnBuilder column = new ColumnBuilder(assembly.type());
        for (int row = 0; row < rowCount; row++) {
            assembly.append(column);
        }
        return column.build();
    }
}
