package dev.asof.online.grpc;

import com.google.protobuf.ByteString;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.FileOrigin;
import dev.asof.v1.IngestOrigin;
import dev.asof.v1.NamedColumn;
import dev.asof.v1.StringArray;
import dev.asof.v1.Violation;

/** Quarantined rows on the wire; their cells are text, as they are kept. */
final class WireQuarantine {
    private static final ByteString NULL = ByteString.copyFrom(new byte[] {1});

    private WireQuarantine() {}

    static dev.asof.v1.QuarantinedRow of(QuarantinedRow row) {
        dev.asof.v1.QuarantinedRow.Builder wire = dev.asof.v1.QuarantinedRow.newBuilder()
                .setId(row.id())
                .setSource(row.source())
                .setQuarantinedAtMicros(row.quarantinedAtMicros().orElse(0));
        switch (row.origin()) {
            case QuarantineOrigin.FileRow file ->
                wire.setFile(FileOrigin.newBuilder()
                        .setPath(file.path())
                        .setContentSha256(file.sha256())
                        .setRow(file.row()));
            case QuarantineOrigin.IngestedEvent event ->
                wire.setIngest(IngestOrigin.newBuilder()
                        .setProducerId(event.producer())
                        .setSequence(event.sequence()));
        }
        row.violations().forEach(promise -> wire.addViolations(of(promise)));
        ColumnBatch.Builder cells = ColumnBatch.newBuilder();
        row.cells().forEach(cell -> cells.addColumns(of(cell)));
        return wire.setRow(cells).build();
    }

    private static Violation of(QuarantinedRow.BrokenPromise promise) {
        return Violation.newBuilder()
                .setColumn(promise.column())
                .setReason(WireTypes.of(promise.reason()))
                .setMessage(promise.message())
                .build();
    }

    private static NamedColumn of(QuarantinedRow.Cell cell) {
        Column.Builder values = Column.newBuilder()
                .setStrings(StringArray.newBuilder().addValues(cell.text().orElse("")));
        if (cell.text().isEmpty()) {
            values.setNulls(NULL);
        }
        return NamedColumn.newBuilder().setName(cell.column()).setValues(values).build();
    }
}
