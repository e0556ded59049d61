package dev.asof.offline.output;

import dev.asof.offline.arrow.ArrowOutput;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.AtomicFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Arrow IPC with what pandas looks for in the schema. */
record ArrowRowsOutput(ArrowOutput output) implements RowsOutput {

    static ArrowRowsOutput create(Path target, Schema schema, Map<String, String> metadata) {
        Map<String, String> all = new TreeMap<>(metadata);
        all.put(PandasMetadata.KEY, PandasMetadata.of(schema));
        return new ArrowRowsOutput(ArrowOutput.create(target, schema, all));
    }

    @Override
    public Part encode(ColumnBatch rows) {
        return new RecordBatch(output, output.encode(rows));
    }

    private record RecordBatch(ArrowOutput output, ArrowOutput.Batch batch) implements Part {
        @Override
        public void append() {
            output.append(batch);
        }

        @Override
        public void close() {
            batch.close();
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
