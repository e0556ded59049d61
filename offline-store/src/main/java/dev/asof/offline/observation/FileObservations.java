package dev.asof.offline.observation;

import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;
import java.util.Optional;

/** Reads asking rows from a file whose columns have types of their own. */
final class FileObservations {
    private FileObservations() {}

    static RawObservations read(TableFile file, ObservationProblems problems) {
        for (TableColumn column : file.columns()) {
            if (column.type().isEmpty()) {
                problems.add("column '" + column.name() + "' is " + column.description()
                        + ", which cannot pass through; leave it out or convert it");
            }
        }
        HeldBatches batches = new HeldBatches(file.rowCount());
        try (ConsecutiveRows rows =
                new ConsecutiveRows(List.of(file), file.schema().names())) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                batches.add(batch.get());
            }
        }
        return RawObservations.ofInstants(file.schema(), batches.all());
    }
}
