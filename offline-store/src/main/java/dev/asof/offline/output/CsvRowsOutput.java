package dev.asof.offline.output;

import dev.asof.offline.csv.CsvOutput;
import dev.asof.offline.csv.CsvText;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.AtomicFile;
import java.nio.file.Path;

/** CSV. */
record CsvRowsOutput(CsvOutput output) implements RowsOutput {

    static CsvRowsOutput create(Path target, Schema schema) {
        return new CsvRowsOutput(CsvOutput.create(target, schema));
    }

    @Override
    public Part encode(ColumnBatch rows) {
        return new Lines(output, CsvText.rows(rows));
    }

    private record Lines(CsvOutput output, byte[] lines) implements Part {
        @Override
        public void append() {
            output.append(lines);
        }

        @Override
        public void close() {
            // Nothing but memory.
        }
    }

    @Override
    public AtomicFile complete() {
        return output.complete();
    }

    @Override
    public void close() {
        output.close();
    }
}
