package dev.asof.cli.client;

import dev.asof.registry.compute.event.ValueText;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.FeatureViewRef;
import dev.asof.v1.FeatureViewStatus;
import dev.asof.v1.GetStatusResponse;
import dev.asof.v1.ListQuarantineResponse;
import dev.asof.v1.QuarantinedRow;
import dev.asof.v1.SourceStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers about running a server, in the command's own words. */
final class WireAdmin {
    private WireAdmin() {}

    static LoadProgress fromWire(dev.asof.v1.LoadProgress wire) {
        return new LoadProgress(
                wire.getSource(),
                wire.getFile(),
                wire.getRowsRead(),
                wire.getRowsTotal(),
                wire.getFilesDone(),
                wire.getFilesTotal());
    }

    static LoadSummary fromWire(dev.asof.v1.LoadSummary wire) {
        return new LoadSummary(
                wire.hasUntilMicros() ? time(wire.getUntilMicros()) : Optional.empty(),
                wire.getSourcesList().stream()
                        .map(source -> new LoadSummary.SourceLoad(
                                source.getSource(),
                                source.getFilesList().stream()
                                        .map(WireAdmin::file)
                                        .toList()))
                        .toList(),
                views(wire.getFeatureViewsList()));
    }

    private static LoadSummary.FileLoad file(dev.asof.v1.FileLoad wire) {
        return new LoadSummary.FileLoad(
                wire.getPath(),
                wire.getContentSha256(),
                word(wire.getOutcome()),
                wire.getRows(),
                wire.getEvents(),
                wire.getQuarantined(),
                wire.getDropped(),
                wire.getLeftForLater());
    }

    static StoreStatus fromWire(GetStatusResponse wire) {
        dev.asof.v1.ServerStatus server = wire.getServer();
        return new StoreStatus(
                new StoreStatus.Server(
                        server.getVersion(),
                        server.getPid(),
                        AsofClient.instant(server.getStartedAtMicros()),
                        server.getStoreFormat()),
                wire.getSourcesList().stream().map(WireAdmin::source).toList(),
                views(wire.getFeatureViewsList()),
                wire.getFeatureServicesList().stream()
                        .map(service -> new StoreStatus.ServiceStatus(
                                versioned(service.getFeatureService()),
                                service.getFingerprint(),
                                word(service.getReadiness())))
                        .toList());
    }

    private static StoreStatus.SourceStatus source(SourceStatus wire) {
        return new StoreStatus.SourceStatus(
                wire.getSource(),
                wire.getFilesLoaded(),
                wire.hasLoadedUntilMicros() ? time(wire.getLoadedUntilMicros()) : Optional.empty(),
                wire.getRowsLoaded(),
                wire.getEventsLoaded(),
                wire.getEventsIngested(),
                wire.getQuarantined(),
                wire.getDropped(),
                wire.getRefused(),
                wire.getArchived(),
                wire.getArchivePending(),
                wire.hasLastEventTimeMicros() ? time(wire.getLastEventTimeMicros()) : Optional.empty(),
                wire.hasLastAcceptedAtMicros() ? time(wire.getLastAcceptedAtMicros()) : Optional.empty());
    }

    static QuarantinePage fromWire(ListQuarantineResponse wire) {
        return new QuarantinePage(
                wire.getRowsList().stream().map(WireAdmin::row).toList(), wire.getNextPageToken());
    }

    private static QuarantinePage.Row row(QuarantinedRow wire) {
        return new QuarantinePage.Row(
                wire.getId(),
                wire.getSource(),
                origin(wire),
                wire.getQuarantinedAtMicros() == 0 ? Optional.empty() : time(wire.getQuarantinedAtMicros()),
                violations(wire.getViolationsList()),
                cells(WireColumns.fromWire(wire.getRow())));
    }

    private static Map<String, Optional<String>> cells(ColumnBatch row) {
        Map<String, Optional<String>> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            Column column = row.column(i);
            String name = row.schema().field(i).name();
            cells.put(name, column.isNull(0) ? Optional.empty() : Optional.of(text(column)));
        }
        return cells;
    }

    private static String text(Column column) {
        return column instanceof BytesColumn bytes ? bytes.text(0) : ValueText.of(column, 0);
    }

    private static String origin(QuarantinedRow wire) {
        return switch (wire.getOriginCase()) {
            case FILE -> wire.getFile().getPath() + ", row " + wire.getFile().getRow();
            case INGEST ->
                wire.getIngest().getProducerId().isEmpty()
                        ? "ingested"
                        : "ingested by " + wire.getIngest().getProducerId() + ", number "
                                + wire.getIngest().getSequence();
            case ORIGIN_NOT_SET -> "unknown";
        };
    }

    static List<Violation> violations(List<dev.asof.v1.Violation> wire) {
        return wire.stream()
                .map(violation ->
                        new Violation(violation.getColumn(), word(violation.getReason()), violation.getMessage()))
                .toList();
    }

    private static List<ViewStatus> views(List<FeatureViewStatus> wire) {
        return wire.stream()
                .map(view -> new ViewStatus(
                        versioned(view.getFeatureView()), view.getFingerprint(), word(view.getReadiness())))
                .toList();
    }

    private static String versioned(FeatureViewRef wire) {
        return wire.getName() + "@" + wire.getVersion();
    }

    private static String versioned(FeatureServiceRef wire) {
        return wire.getName() + "@" + wire.getVersion();
    }

    private static Optional<Instant> time(long micros) {
        return Optional.of(AsofClient.instant(micros));
    }

    /** The constant without the name of its enum that protobuf wants before it, in lower case. */
    static String word(com.google.protobuf.ProtocolMessageEnum constant) {
        String name = constant instanceof Enum<?> known ? known.name() : constant.toString();
        String prefix = constant.getClass()
                        .getSimpleName()
                        .replaceAll("([a-z])([A-Z])", "$1_$2")
                        .toUpperCase(Locale.ROOT)
                + "_";
        return (name.startsWith(prefix) ? name.substring(prefix.length()) : name).toLowerCase(Locale.ROOT);
    }
}
