package dev.asof.offline.observation;

import dev.asof.offline.parquet.ParquetColumn;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.file.Path;
import java.util.Optional;

/** Reads asking rows from a Parquet file. */
final class ParquetObservations {
    private ParquetObservations() {}

    static RawObservations read(Path path, ObservationProblems problems) {
        ParquetFile file = ParquetFile.open(path);
        for (ParquetColumn column : file.columns()) {
            if (column.type().isEmpty()) {
                problems.add("column '" + column.name() + "' is " + column.description()
                        + ", which cannot pass through; leave it out or convert it");
            }
        }
        HeldBatches batches = new HeldBatches();
        for (int rowGroup = 0; rowGroup < file.rowGroupCount(); rowGroup++) {
            try (ParquetRows rows = file.rows(rowGroup, file.schema().names())) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    batches.add(batch.get());
                }
            }
        }
        return new RawObservations(file.schema(), batches.all(), RawObservations.Typing.FILE, row -> "row " + row);
    }
}
