package dev.asof.online.grpc;

import dev.asof.online.LoadSummary;
import dev.asof.online.OnlineStore;
import dev.asof.online.load.LoadProgress;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.wire.WireLoad;
import dev.asof.v1.LoadResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
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

    void run(dev.asof.v1.LoadRequest request) {
        Calls.answer(call, () -> {
            LoadRequest load = WireLoad.read(request);
            LoadReport report = store.load(load, this::report);
            LoadSummary summary = new LoadSummary(report, store.views(load.sources()));
            return LoadResponse.newBuilder().setSummary(WireLoad.of(summary)).build();
        });
    }

    private void report(LoadProgress progress) {
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
        call.onNext(LoadResponse.newBuilder().setProgress(WireLoad.of(progress)).build());
    }
}
