package dev.asof.online.wire;

import dev.asof.online.LoadSummary;
import dev.asof.online.load.LoadProgress;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadReport.FileLoad;
import dev.asof.online.load.LoadReport.PassedOver;
import dev.asof.online.load.LoadReport.SourceLoad;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.load.SourceFile;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.v1.FileLoadOutcome;
import java.util.OptionalLong;

/** Loads on the wire. */
public final class WireLoad {
    private WireLoad() {}

    public static dev.asof.v1.LoadRequest of(LoadRequest request) {
        dev.asof.v1.LoadRequest.Builder wire = dev.asof.v1.LoadRequest.newBuilder()
                .addAllSources(request.sources())
                .setRebuild(
                        switch (request.start()) {
                            case WHERE_THE_LAST_ENDED -> false;
                            case ANEW -> true;
                        });
        request.untilMicros().ifPresent(wire::setUntilMicros);
        return wire.build();
    }

    public static LoadRequest read(dev.asof.v1.LoadRequest wire) {
        return new LoadRequest(
                wire.getSourcesList(),
                wire.hasUntilMicros() ? OptionalLong.of(wire.getUntilMicros()) : OptionalLong.empty(),
                wire.getRebuild() ? LoadRequest.Start.ANEW : LoadRequest.Start.WHERE_THE_LAST_ENDED);
    }

    public static dev.asof.v1.LoadProgress of(LoadProgress progress) {
        dev.asof.v1.LoadProgress.Builder wire = dev.asof.v1.LoadProgress.newBuilder()
                .setSource(progress.source())
                .setFile(progress.file())
                .setRowsRead(progress.rowsRead())
                .setFilesDone(progress.filesDone())
                .setFilesTotal(progress.filesTotal());
        progress.rowsTotal().ifPresent(wire::setRowsTotal);
        return wire.build();
    }

    public static LoadProgress read(dev.asof.v1.LoadProgress wire) {
        return new LoadProgress(
                wire.getSource(),
                wire.getFile(),
                wire.getRowsRead(),
                wire.hasRowsTotal() ? OptionalLong.of(wire.getRowsTotal()) : OptionalLong.empty(),
                wire.getFilesDone(),
                wire.getFilesTotal());
    }

    public static dev.asof.v1.LoadSummary of(LoadSummary summary) {
        dev.asof.v1.LoadSummary.Builder wire = dev.asof.v1.LoadSummary.newBuilder();
        summary.report().untilMicros().ifPresent(wire::setUntilMicros);
        summary.report().sources().forEach(source -> wire.addSources(of(source)));
        summary.views().forEach(view -> wire.addFeatureViews(WireStatus.of(view)));
        return wire.build();
    }

    /** @throws MalformedMessage if it says what this side doesn't know */
    public static LoadSummary read(dev.asof.v1.LoadSummary wire) {
        LoadReport report = new LoadReport(
                wire.hasUntilMicros() ? OptionalLong.of(wire.getUntilMicros()) : OptionalLong.empty(),
                wire.getSourcesList().stream().map(WireLoad::read).toList());
        return new LoadSummary(
                report,
                wire.getFeatureViewsList().stream().map(WireStatus::read).toList());
    }

    private static dev.asof.v1.SourceLoad of(SourceLoad load) {
        dev.asof.v1.SourceLoad.Builder wire =
                dev.asof.v1.SourceLoad.newBuilder().setSource(load.source()).setArchivedEvents(load.backfilled());
        load.files().forEach(file -> wire.addFiles(of(file)));
        load.passedOver().forEach(events -> wire.addPassedOver(of(events)));
        return wire.build();
    }

    private static dev.asof.v1.PassedOverEvents of(PassedOver events) {
        return dev.asof.v1.PassedOverEvents.newBuilder()
                .setFeatureView(WireTypes.viewRef(events.view()))
                .setEvents(events.events())
                .setReason(events.reason())
                .build();
    }

    private static SourceLoad read(dev.asof.v1.SourceLoad wire) {
        return new SourceLoad(
                wire.getSource(),
                wire.getFilesList().stream().map(WireLoad::read).toList(),
                wire.getArchivedEvents(),
                wire.getPassedOverList().stream()
                        .map(events -> new PassedOver(
                                WireTypes.read(events.getFeatureView()), events.getEvents(), events.getReason()))
                        .toList());
    }

    private static dev.asof.v1.FileLoad of(FileLoad load) {
        FileCounts counts = load.counts();
        dev.asof.v1.FileLoad.Builder wire = dev.asof.v1.FileLoad.newBuilder()
                .setPath(load.file().path())
                .setContentSha256(load.file().sha256())
                .setOutcome(of(load.outcome()))
                .setRows(counts.rows())
                .setEvents(counts.events())
                .setQuarantined(counts.quarantined())
                .setDropped(counts.dropped())
                .setLeftForLater(counts.leftForLater())
                .setErased(counts.erased());
        if (counts.lastEventMicros() != SourceCounts.NEVER) {
            wire.setLastEventTimeMicros(counts.lastEventMicros());
        }
        return wire.build();
    }

    private static FileLoad read(dev.asof.v1.FileLoad wire) {
        return new FileLoad(
                file(wire),
                read(wire.getOutcome()),
                new FileCounts(
                        wire.getRows(),
                        wire.getEvents(),
                        wire.getQuarantined(),
                        wire.getDropped(),
                        wire.getLeftForLater(),
                        wire.hasLastEventTimeMicros() ? wire.getLastEventTimeMicros() : SourceCounts.NEVER));
    }

    private static SourceFile file(dev.asof.v1.FileLoad wire) {
        try {
            return new SourceFile(wire.getPath(), wire.getContentSha256(), OptionalLong.of(wire.getRows()));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessage("file " + Quoted.of(wire.getPath()) + " has no SHA-256");
        }
    }

    private static FileLoadOutcome of(LoadReport.Outcome outcome) {
        return switch (outcome) {
            case LOADED -> FileLoadOutcome.FILE_LOAD_OUTCOME_LOADED;
            case UNCHANGED -> FileLoadOutcome.FILE_LOAD_OUTCOME_UNCHANGED;
        };
    }

    private static LoadReport.Outcome read(FileLoadOutcome wire) {
        return switch (wire) {
            case FILE_LOAD_OUTCOME_LOADED -> LoadReport.Outcome.LOADED;
            case FILE_LOAD_OUTCOME_UNCHANGED -> LoadReport.Outcome.UNCHANGED;
            case FILE_LOAD_OUTCOME_UNSPECIFIED, UNRECOGNIZED -> throw MalformedMessage.unknown(wire);
        };
    }
}
