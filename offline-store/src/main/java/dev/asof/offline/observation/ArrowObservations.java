package dev.asof.offline.observation;

import dev.asof.offline.arrow.ArrowFile;
import dev.asof.offline.arrow.ArrowRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.file.Path;
import java.util.Optional;

/** Reads asking rows from an Arrow IPC file. */
final class ArrowObservations {
    private ArrowObservations() {}

    static RawObservations read(Path path, ObservationProblems problems) {
        ArrowFile file = ArrowFile.open(path);
        file.unsupported()
                .forEach((column, type) -> problems.add("column '" + column + "' is of Arrow type " + type
                        + ", which cannot pass through; leave it out or convert it"));
        HeldBatches batches = new HeldBatches();
        for (int number = 0; number < file.batchCount(); number++) {
            try (ArrowRows rows = file.rows(number, file.schema().names())) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    batches.add(batch.get());
                }
            }
        }
        return new RawObservations(file.schema(), batches.all(), RawObservations.Typing.FILE, row -> "row " + row);
    }
}
