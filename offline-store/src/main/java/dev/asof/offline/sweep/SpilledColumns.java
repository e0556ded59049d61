package dev.asof.offline.sweep;

import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.List;

/** Columns that are put into a file until they are needed again. Thread-safe; to be closed. */
public final class SpilledColumns implements AutoCloseable {
    private final SpillFile file;

    private SpilledColumns(SpillFile file) {
        this.file = file;
    }

    /** @throws dev.asof.registry.error.AsofException {@code IO_FAILED}, as all methods */
    public static SpilledColumns in(Path folder) {
        return new SpilledColumns(SpillFile.create(folder));
    }

    /** Writes a column; what is returned reads it again. */
    public Spilled write(Column column) {
        Schema schema = new Schema(List.of(new Field("values", column.type())));
        int count = column.size();
        SpilledBytes written = SpilledBytes.write(
                file,
                EventBytes.pack(new EventRows(
                        new int[count], new ColumnBatch(schema, List.of(column), count), new long[count])));
        return () -> EventBytes.unpack(written.read(), schema, count).kept().column(0);
    }

    /** A column in the file. */
    public interface Spilled {
        Column read();
    }

    @Override
    public void close() {
        file.close();
    }
}
