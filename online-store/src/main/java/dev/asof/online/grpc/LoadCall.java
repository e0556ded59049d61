package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.StoreStatus;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest.Start;
import dev.asof.v1.FileLoad;
import dev.asof.v1.FileLoadOutcome;
import dev.asof.v1.LoadProgress;
import dev.asof.v1.LoadRequest;
import dev.asof.v1.LoadResponse;
import dev.asof.v1.LoadSummary;
import dev.asof.v1.SourceLoad;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** One load over gRPC, which tells how far it is a few times a second. */
final class LoadCall {
    private static final long NANOS_BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(100);

    private final OnlineStore store;
    private final ServerCallStreamObserver<LoadResponse> call;
    private long lastReportNanos;
    private int lastFilesDone = -1;

    LoadCall(OnlineStore store, ServerCallStreamObserver<LoadResponse> call) {
        this.store = store;
        this.call = call;
    }

    void run(LoadRequest request) {
        Calls.answer(call, () -> {
            OptionalLong until =
                    request.hasUntilMicros() ? OptionalLong.of(request.getUntilMicros()) : OptionalLong.empty();
            Start start = request.getRebuild() ? Start.ANEW : Start.WHERE_THE_LAST_ENDED;
            LoadReport report = store.load(
                    new dev.asof.online.load.LoadRequest(request.getSourcesList(), until, start), this::report);
            return LoadResponse.newBuilder()
                    .setSummary(summary(report, store.views(request.getSourcesList())))
                    .build();
        });
    }

    private void report(dev.asof.online.load.LoadProgress progress) {
        if (call.isCancelled()) {
            throw Status.CANCELLED
                    .withDescription("The client cancelled the load.")
                    .asRuntimeException();
        }
        long now = System.nanoTime();
        if (progress.filesDone() == lastFilesDone && now - lastReportNanos < NANOS_BETWEEN_REPORTS) {
            return;
        }
        lastReportNanos = now;
        lastFilesDone = progress.filesDone();
        call.onNext(LoadResponse.newBuilder().setProgress(wire(progress)).build());
    }

    private static LoadProgress wire(dev.asof.online.load.LoadProgress progress) {
        LoadProgress.Builder wire = LoadProgress.newBuilder()
                .setSource(progress.source())
                .setFile(progress.file())
                .setRowsRead(progress.rowsRead())
                .setFilesDone(progress.filesDone())
                .setFilesTotal(progress.filesTotal());
        progress.rowsTotal().ifPresent(wire::setRowsTotal);
        return wire.build();
    }

    private static LoadSummary summary(LoadReport report, List<StoreStatus.ViewStatus> views) {
        LoadSummary.Builder summary = LoadSummary.newBuilder();
        report.untilMicros().ifPresent(summary::setUntilMicros);
        report.sources().forEach(source -> summary.addSources(sourceLoad(source)));
        views.forEach(view -> summary.addFeatureViews(WireStatus.of(view)));
        return summary.build();
    }

    private static SourceLoad sourceLoad(LoadReport.SourceLoad load) {
        SourceLoad.Builder wire = SourceLoad.newBuilder().setSource(load.source());
        load.files().forEach(file -> wire.addFiles(fileLoad(file)));
        return wire.build();
    }

    private static FileLoad fileLoad(LoadReport.FileLoad load) {
        return FileLoad.newBuilder()
                .setPath(load.file().path())
                .setContentSha256(load.file().sha256())
                .setOutcome(
                        switch (load.outcome()) {
                            case LOADED -> FileLoadOutcome.FILE_LOAD_OUTCOME_LOADED;
                            case UNCHANGED -> FileLoadOutcome.FILE_LOAD_OUTCOME_UNCHANGED;
                        })
                .setRows(load.counts().rows())
                .setEvents(load.counts().events())
                .setQuarantined(load.counts().quarantined())
                .setDropped(load.counts().dropped())
                .setLeftForLater(load.counts().leftForLater())
                .build();
    }
}
