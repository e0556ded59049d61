package dev.asof.cli.client;

import dev.asof.online.LoadSummary;
import dev.asof.online.QuarantinePage;
import dev.asof.online.backup.BackupReport;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.ingest.ReplayReport;
import dev.asof.online.inspect.EntityReport;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.wire.MalformedMessage;
import dev.asof.online.wire.ServerStatus;
import dev.asof.online.wire.WireColumns;
import dev.asof.online.wire.WireEntity;
import dev.asof.online.wire.WireErasure;
import dev.asof.online.wire.WireIngest;
import dev.asof.online.wire.WireLoad;
import dev.asof.online.wire.WireQuarantine;
import dev.asof.online.wire.WireReplay;
import dev.asof.online.wire.WireStatus;
import dev.asof.online.wire.WireTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.CompactRequest;
import dev.asof.v1.CreateBackupRequest;
import dev.asof.v1.CreateBackupResponse;
import dev.asof.v1.DescribeSourceRequest;
import dev.asof.v1.EraseEntityRequest;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.FlushArchiveRequest;
import dev.asof.v1.GetFeatureServiceSchemaRequest;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetStatusRequest;
import dev.asof.v1.IngestEventsRequest;
import dev.asof.v1.IngestServiceGrpc;
import dev.asof.v1.LoadResponse;
import dev.asof.v1.ShowEntityRequest;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Calls one server. Calls block; interrupting the thread cancels them. Thread-safe. */
public final class AsofClient implements AutoCloseable {
    private static final int LARGEST_ANSWER_BYTES = 256 << 20;
    private static final int LONGEST_FLUSH_MINUTES = 10;

    private final ServerAddress server;
    private final ManagedChannel channel;
    private final FeatureServiceGrpc.FeatureServiceBlockingStub features;
    private final IngestServiceGrpc.IngestServiceBlockingStub ingest;
    private final AdminServiceGrpc.AdminServiceBlockingStub admin;

    private AsofClient(ServerAddress server, ManagedChannel channel, ClientSecurity security) {
        this.server = server;
        this.channel = channel;
        Channel calls = channel;
        this.features = credentials(security, FeatureServiceGrpc.newBlockingStub(calls));
        this.ingest = credentials(security, IngestServiceGrpc.newBlockingStub(calls));
        this.admin = credentials(security, AdminServiceGrpc.newBlockingStub(calls));
    }

    private static <S extends AbstractStub<S>> S credentials(ClientSecurity security, S stub) {
        return security.calls().map(stub::withCallCredentials).orElse(stub);
    }

    /** A client of the server there, in plain text; the first call connects. */
    public static AsofClient to(ServerAddress server) {
        return to(server, ClientSecurity.NONE);
    }

    /** A client of the server there; the first call connects. */
    public static AsofClient to(ServerAddress server, ClientSecurity security) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(server.host(), server.port(), security.channel())
                .maxInboundMessageSize(LARGEST_ANSWER_BYTES)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .build();
        return new AsofClient(server, channel, security);
    }

    public ServerAddress server() {
        return server;
    }

    /** @param version 0 for the newest */
    public ServiceDescription describeService(String name, int version) {
        GetFeatureServiceSchemaRequest request = GetFeatureServiceSchemaRequest.newBuilder()
                .setFeatureService(service(name, version))
                .build();
        return call(() -> WireAnswers.read(features.getFeatureServiceSchema(request)));
    }

    /**
     * The values of a feature service.
     *
     * @param version 0 for the newest
     * @param rows the keys
     */
    public Answer get(String name, int version, ColumnBatch rows, QuestionTimes times) {
        GetOnlineFeaturesRequest request = GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(service(name, version))
                .setRows(WireColumns.of(rows))
                .setTimes(WireTimes.of(times))
                .setIncludeEventTimes(true)
                .build();
        return call(() -> WireAnswers.read(features.getOnlineFeatures(request), rows.rowCount()));
    }

    /** @param producerId empty for none */
    public EventSchema describeSource(String source, String producerId) {
        DescribeSourceRequest request = DescribeSourceRequest.newBuilder()
                .setSource(source)
                .setProducerId(producerId)
                .build();
        return call(() -> WireAnswers.read(ingest.describeSource(request)));
    }

    /**
     * Sends a batch of events.
     *
     * @param firstSequence the number of the first
     */
    public IngestResult ingest(String source, String producerId, long firstSequence, ColumnBatch events) {
        IngestEventsRequest request = IngestEventsRequest.newBuilder()
                .setSource(source)
                .setProducerId(producerId)
                .setFirstSequence(firstSequence)
                .setEvents(WireColumns.of(events))
                .build();
        return call(() -> WireIngest.read(ingest.ingestEvents(request)));
    }

    /** Brings the store up to date from the sources' files, and tells how far it is. */
    public LoadSummary load(LoadRequest request, LoadListener listener) {
        return call(() -> {
            Iterator<LoadResponse> steps = admin.load(WireLoad.of(request));
            while (steps.hasNext()) {
                LoadResponse step = steps.next();
                switch (step.getStepCase()) {
                    case PROGRESS -> listener.onProgress(WireLoad.read(step.getProgress()));
                    case SUMMARY -> {
                        return WireLoad.read(step.getSummary());
                    }
                    case STEP_NOT_SET -> {}
                }
            }
            throw Status.UNAVAILABLE
                    .withDescription("the load ended without a summary")
                    .asRuntimeException();
        });
    }

    public ServerStatus status() {
        return call(() -> WireStatus.read(admin.getStatus(GetStatusRequest.getDefaultInstance())));
    }

    /** Writes the accepted events of all sources to the archive. */
    public void flushArchive() {
        flushArchive(List.of());
    }

    /** Writes the accepted events of some sources to the archive, named; of all where none is. Not for ever where the server stands still. */
    public void flushArchive(List<String> sources) {
        FlushArchiveRequest request =
                FlushArchiveRequest.newBuilder().addAllSources(sources).build();
        call(() ->
                admin.withDeadlineAfter(LONGEST_FLUSH_MINUTES, TimeUnit.MINUTES).flushArchive(request));
    }

    /** See {@link dev.asof.online.OnlineStore#backup}. */
    public BackupReport backup(Path folder) {
        CreateBackupRequest request =
                CreateBackupRequest.newBuilder().setFolder(folder.toString()).build();
        return call(() -> {
            CreateBackupResponse made = admin.createBackup(request);
            return new BackupReport(made.getFolder(), made.getFiles(), made.getBytes());
        });
    }

    /** See {@link dev.asof.online.OnlineStore#show}. */
    public List<EntityReport> show(Map<String, String> keys, int newest) {
        ShowEntityRequest request = ShowEntityRequest.newBuilder()
                .putAllKeys(keys)
                .setNewestEvents(newest)
                .build();
        return call(() -> WireEntity.read(admin.showEntity(request)));
    }

    /** See {@link dev.asof.online.OnlineStore#erase}. */
    public ErasureReceipt erase(Optional<String> kind, Map<String, String> keys) {
        EraseEntityRequest request = erasure(kind, keys).build();
        return call(() -> WireErasure.read(admin.eraseEntity(request)));
    }

    /** See {@link dev.asof.online.OnlineStore#previewErasure}. */
    public ErasureReceipt previewErasure(Optional<String> kind, Map<String, String> keys) {
        EraseEntityRequest request = erasure(kind, keys).setDryRun(true).build();
        return call(() -> WireErasure.read(admin.eraseEntity(request)));
    }

    private static EraseEntityRequest.Builder erasure(Optional<String> kind, Map<String, String> keys) {
        EraseEntityRequest.Builder request = EraseEntityRequest.newBuilder().putAllKeys(keys);
        kind.ifPresent(request::setEntity);
        return request;
    }

    /** See {@link dev.asof.online.OnlineStore#compact}. */
    public void compact() {
        call(() -> admin.compact(CompactRequest.getDefaultInstance()));
    }

    /** See {@link dev.asof.online.OnlineStore#quarantined}. */
    public QuarantinePage quarantined(QuarantineFilter filter, String pageToken, int limit) {
        return call(() -> WireQuarantine.read(admin.listQuarantine(WireReplay.list(filter, pageToken, limit))));
    }

    /** See {@link dev.asof.online.OnlineStore#replay}. */
    public List<ReplayReport> replay(QuarantineFilter filter) {
        return call(() -> WireReplay.read(admin.replayQuarantine(WireReplay.replay(filter))));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            channel.resetConnectBackoff();
            throw CallFailures.translate(e, server);
        } catch (MalformedMessage e) {
            throw CallFailures.unreadable(e, server);
        }
    }

    private static FeatureServiceRef service(String name, int version) {
        return FeatureServiceRef.newBuilder().setName(name).setVersion(version).build();
    }
}
