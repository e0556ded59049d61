package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.QuarantinePage;
import dev.asof.online.archive.ArchivedEvents;
import dev.asof.online.backup.BackupReport;
import dev.asof.online.wire.ServerInfo;
import dev.asof.online.wire.ServerStatus;
import dev.asof.online.wire.WireEntity;
import dev.asof.online.wire.WireErasure;
import dev.asof.online.wire.WireQuarantine;
import dev.asof.online.wire.WireReplay;
import dev.asof.online.wire.WireStatus;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.CompactRequest;
import dev.asof.v1.CompactResponse;
import dev.asof.v1.CreateBackupRequest;
import dev.asof.v1.CreateBackupResponse;
import dev.asof.v1.EraseEntityRequest;
import dev.asof.v1.EraseEntityResponse;
import dev.asof.v1.FlushArchiveRequest;
import dev.asof.v1.FlushArchiveResponse;
import dev.asof.v1.GetStatusRequest;
import dev.asof.v1.GetStatusResponse;
import dev.asof.v1.ListQuarantineRequest;
import dev.asof.v1.ListQuarantineResponse;
import dev.asof.v1.LoadRequest;
import dev.asof.v1.LoadResponse;
import dev.asof.v1.ReplayQuarantineRequest;
import dev.asof.v1.ReplayQuarantineResponse;
import dev.asof.v1.ShowEntityRequest;
import dev.asof.v1.ShowEntityResponse;
import dev.asof.v1.SourceArchive;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Operating a server over gRPC. */
final class AdminGrpcService extends AdminServiceGrpc.AdminServiceImplBase {
    private static final int MOST_EVENTS = 10_000;

    private final OnlineStore store;
    private final ServerInfo server;
    private final Executor calls;
    private final Executor longCalls;

    AdminGrpcService(OnlineStore store, ServerInfo server, CallExecutors executors) {
        this.store = store;
        this.server = server;
        this.calls = executors.calls();
        this.longCalls = executors.longCalls();
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
        Calls.answerOn(calls, observer, () -> WireStatus.of(new ServerStatus(server, store.status())));
    }

    @Override
    public void flushArchive(FlushArchiveRequest request, StreamObserver<FlushArchiveResponse> observer) {
        longCalls.execute(() -> Calls.answer(observer, () -> {
            FlushArchiveResponse.Builder response = FlushArchiveResponse.newBuilder();
            store.flushArchive(request.getSourcesList()).forEach(archived -> response.addSources(archive(archived)));
            return response.build();
        }));
    }

    @Override
    public void createBackup(CreateBackupRequest request, StreamObserver<CreateBackupResponse> observer) {
        longCalls.execute(() -> Calls.answer(observer, () -> {
            BackupReport report = store.backup(folder(request.getFolder()));
            return CreateBackupResponse.newBuilder()
                    .setFolder(report.folder())
                    .setFiles(report.files())
                    .setBytes(report.bytes())
                    .build();
        }));
    }

    @Override
    public void showEntity(ShowEntityRequest request, StreamObserver<ShowEntityResponse> observer) {
        longCalls.execute(() -> Calls.answer(
                observer,
                () -> WireEntity.of(
                        store.show(request.getKeysMap(), Math.clamp(request.getNewestEvents(), 0, MOST_EVENTS)))));
    }

    @Override
    public void eraseEntity(EraseEntityRequest request, StreamObserver<EraseEntityResponse> observer) {
        Optional<String> kind = request.hasEntity() ? Optional.of(request.getEntity()) : Optional.empty();
        longCalls.execute(() -> Calls.answer(
                observer,
                () -> WireErasure.of(
                        request.getDryRun()
                                ? store.previewErasure(kind, request.getKeysMap())
                                : store.erase(kind, request.getKeysMap()))));
    }

    private static Path folder(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot write a backup to " + Quoted.of(text) + ": that is no path. Name a new folder.",
                    e);
        }
    }

    @Override
    public void compact(CompactRequest request, StreamObserver<CompactResponse> observer) {
        longCalls.execute(() -> Calls.answer(observer, () -> {
            store.compact();
            return CompactResponse.getDefaultInstance();
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
        int limit = request.getPageSize() <= 0 ? QuarantinePage.LARGEST : request.getPageSize();
        return WireQuarantine.of(store.quarantined(WireReplay.read(request), request.getPageToken(), limit));
    }

    @Override
    public void replayQuarantine(ReplayQuarantineRequest request, StreamObserver<ReplayQuarantineResponse> observer) {
        longCalls.execute(() -> Calls.answer(observer, () -> WireReplay.of(store.replay(WireReplay.read(request)))));
    }
}
