package dev.asof.offline.output;

import dev.asof.offline.arrow.ArrowTypes;
import dev.asof.offline.parquet.EncodedRowGroup;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.AtomicFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Parquet with what Arrow and pandas look for in the footer. */
record ParquetRowsOutput(ParquetOutput output, Map<String, String> footer) implements RowsOutput {
    private static final String ARROW_SCHEMA = "ARROW:schema";

    static ParquetRowsOutput create(Path target, Schema schema, Map<String, String> metadata) {
        Map<String, String> footer = new TreeMap<>(metadata);
        footer.put(PandasMetadata.KEY, PandasMetadata.of(schema));
        footer.put(ARROW_SCHEMA, ArrowTypes.footerText(schema, footer));
        return new ParquetRowsOutput(ParquetOutput.create(target, schema), footer);
    }

    @Override
    public Part encode(ColumnBatch rows) {
        return new RowGroup(output, EncodedRowGroup.of(rows));
    }

    private record RowGroup(ParquetOutput output, EncodedRowGroup encoded) implements Part {
        @Override
        public void append() {
            output.append(encoded);
        }

        @Override
        public void close() {
            encoded.close();
        }
    }

    @Override
    public AtomicFile complete() {
        return output.complete(footer);
    }

    @Override
    public void close() {
        output.close();
    }
}
