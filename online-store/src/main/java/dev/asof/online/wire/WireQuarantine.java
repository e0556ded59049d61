package dev.asof.online.wire;

import com.google.protobuf.ByteString;
import dev.asof.online.QuarantinePage;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import dev.asof.v1.Column;
import dev.asof.v1.FileOrigin;
import dev.asof.v1.IngestOrigin;
import dev.asof.v1.ListQuarantineResponse;
import dev.asof.v1.NamedColumn;
import dev.asof.v1.StringArray;
import dev.asof.v1.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Quarantined rows on the wire; their cells are text, whatever type they came with. */
public final class WireQuarantine {
    private static final ByteString NULL = ByteString.copyFrom(new byte[] {1});

    private WireQuarantine() {}

    public static ListQuarantineResponse of(QuarantinePage page) {
        ListQuarantineResponse.Builder wire =
                ListQuarantineResponse.newBuilder().setNextPageToken(page.nextToken());
        page.rows().forEach(row -> wire.addRows(of(row)));
        return wire.build();
    }

    /** @throws MalformedMessage if it says what this side doesn't know */
    public static QuarantinePage read(ListQuarantineResponse wire) {
        return new QuarantinePage(
                wire.getRowsList().stream().map(WireQuarantine::read).toList(), wire.getNextPageToken());
    }

    private static dev.asof.v1.QuarantinedRow of(QuarantinedRow row) {
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
        row.violations().forEach(violation -> wire.addViolations(of(violation)));
        dev.asof.v1.ColumnBatch.Builder cells = dev.asof.v1.ColumnBatch.newBuilder();
        row.cells().forEach(cell -> cells.addColumns(of(cell)));
        return wire.setRow(cells).build();
    }

    private static QuarantinedRow read(dev.asof.v1.QuarantinedRow wire) {
        if (wire.getViolationsCount() == 0) {
            throw new MalformedMessage("a quarantined row has no violation");
        }
        return new QuarantinedRow(
                wire.getSource(),
                origin(wire),
                wire.getQuarantinedAtMicros() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(wire.getQuarantinedAtMicros()),
                wire.getViolationsList().stream().map(WireQuarantine::read).toList(),
                cells(WireRows.read(wire.getRow())));
    }

    private static QuarantineOrigin origin(dev.asof.v1.QuarantinedRow wire) {
        return switch (wire.getOriginCase()) {
            case FILE -> {
                FileOrigin file = wire.getFile();
                yield new QuarantineOrigin.FileRow(file.getPath(), file.getContentSha256(), file.getRow());
            }
            case INGEST ->
                new QuarantineOrigin.IngestedEvent(
                        wire.getIngest().getProducerId(), wire.getIngest().getSequence());
            case ORIGIN_NOT_SET -> throw new MalformedMessage("a quarantined row comes from nowhere");
        };
    }

    private static Violation of(QuarantinedRow.BrokenPromise promise) {
        return Violation.newBuilder()
                .setColumn(promise.column())
                .setReason(WireTypes.of(promise.reason()))
                .setMessage(promise.message())
                .build();
    }

    private static QuarantinedRow.BrokenPromise read(Violation wire) {
        return new QuarantinedRow.BrokenPromise(wire.getColumn(), WireTypes.read(wire.getReason()), wire.getMessage());
    }

    private static NamedColumn of(QuarantinedRow.Cell cell) {
        Column.Builder values = Column.newBuilder()
                .setStrings(StringArray.newBuilder().addValues(cell.text().orElse("")));
        if (cell.text().isEmpty()) {
            values.setNulls(NULL);
        }
        return NamedColumn.newBuilder().setName(cell.column()).setValues(values).build();
    }

    private static List<QuarantinedRow.Cell> cells(ColumnBatch row) {
        List<QuarantinedRow.Cell> cells = new ArrayList<>();
        for (int i = 0; i < row.columns().size(); i++) {
            String name = row.schema().field(i).name();
            if (!(row.column(i) instanceof BytesColumn texts) || texts.size() != 1) {
                throw new MalformedMessage("a quarantined row is not one row of text");
            }
            cells.add(
                    QuarantinedRow.Cell.ofText(name, texts.isNull(0) ? Optional.empty() : Optional.of(texts.text(0))));
        }
        return cells;
    }
}
