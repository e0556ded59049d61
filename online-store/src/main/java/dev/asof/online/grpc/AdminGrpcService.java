package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.StoreStatus;
import dev.asof.online.archive.ArchivedEvents;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantinedRow;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.FlushArchiveRequest;
import dev.asof.v1.FlushArchiveResponse;
import dev.asof.v1.GetStatusRequest;
import dev.asof.v1.GetStatusResponse;
import dev.asof.v1.ListQuarantineRequest;
import dev.asof.v1.ListQuarantineResponse;
import dev.asof.v1.LoadRequest;
import dev.asof.v1.LoadResponse;
import dev.asof.v1.SourceArchive;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Operating a server over gRPC. */
final class AdminGrpcService extends AdminServiceGrpc.AdminServiceImplBase {
    private static final int LARGEST_PAGE = 1_000;

    private final OnlineStore store;
    private final ServerInfo server;
    private final Executor longCalls;

    /** @param longCalls runs calls that take long, so that they don't keep others waiting */
    AdminGrpcService(OnlineStore store, ServerInfo server, Executor longCalls) {
        this.store = store;
        this.server = server;
        this.longCalls = longCalls;
    }

    @Override
    public void load(LoadRequest request, StreamObserver<LoadResponse> observer) {
        ServerCallStreamObserver<LoadResponse> call = (ServerCallStreamObserver<LoadResponse>) observer;
        call.setOnCancelHandler(() -> {
            // The load sees it at its next step.
        });
        longCalls.execute(() -> new LoadCall(store, call).run(request));
    }

    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> observer) {
        Calls.answer(observer, () -> {
            StoreStatus status = store.status();
            return WireStatus.of(status, server);
        });
    }

    @Override
    public void flushArchive(FlushArchiveRequest request, StreamObserver<FlushArchiveResponse> observer) {
        longCalls.execute(() -> Calls.answer(observer, () -> {
            FlushArchiveResponse.Builder response = FlushArchiveResponse.newBuilder();
            store.flushArchive(request.getSourcesList()).forEach(archived -> response.addSources(archive(archived)));
            return response.build();
        }));
    }

    private static SourceArchive archive(ArchivedEvents archived) {
        SourceArchive.Builder wire = SourceArchive.newBuilder()
                .setSource(archived.source())
                .setEventsWritten(archived.eventsWritten())
                .addAllFilesWritten(
                        archived.filesWritten().stream().map(Path::toString).toList());
        archived.throughMicros().ifPresent(wire::setArchivedThroughMicros);
        return wire.build();
    }

    @Override
    public void listQuarantine(ListQuarantineRequest request, StreamObserver<ListQuarantineResponse> observer) {
        longCalls.execute(() -> Calls.answer(observer, () -> page(request)));
    }

    private ListQuarantineResponse page(ListQuarantineRequest request) {
        int size = request.getPageSize() <= 0 ? LARGEST_PAGE : Math.min(request.getPageSize(), LARGEST_PAGE);
        long offset = offset(request.getPageToken());
        Optional<String> source = request.getSource().isEmpty() ? Optional.empty() : Optional.of(request.getSource());
        List<QuarantinedRow> rows = store.quarantined(source, offset, size + 1);
        ListQuarantineResponse.Builder response = ListQuarantineResponse.newBuilder();
        rows.stream().limit(size).map(WireQuarantine::of).forEach(response::addRows);
        if (rows.size() > size) {
            response.setNextPageToken(Long.toString(offset + size));
        }
        return response.build();
    }

    private static long offset(String pageToken) {
        if (pageToken.isEmpty()) {
            return 0;
        }
        if (!pageToken.matches("[0-9]{1,18}")) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot list the quarantine: the page token is not one that a page before gave.");
        }
        return Long.parseLong(pageToken);
    }
}
