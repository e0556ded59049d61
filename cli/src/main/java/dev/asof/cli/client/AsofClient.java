package dev.asof.cli.client;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.DescribeSourceRequest;
import dev.asof.v1.DescribeSourceResponse;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.FlushArchiveRequest;
import dev.asof.v1.GetFeatureServiceSchemaRequest;
import dev.asof.v1.GetFeatureServiceSchemaResponse;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.GetStatusRequest;
import dev.asof.v1.IngestEventsRequest;
import dev.asof.v1.IngestEventsResponse;
import dev.asof.v1.IngestServiceGrpc;
import dev.asof.v1.ListQuarantineRequest;
import dev.asof.v1.LoadRequest;
import dev.asof.v1.LoadResponse;
import dev.asof.v1.QuestionTimes;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls one server. Calls block; interrupting the thread cancels them. Thread-safe. */
public final class AsofClient implements AutoCloseable {
    private static final int LARGEST_ANSWER_BYTES = 256 << 20;

    private final ServerAddress server;
    private final ManagedChannel channel;
    private final FeatureServiceGrpc.FeatureServiceBlockingStub features;
    private final IngestServiceGrpc.IngestServiceBlockingStub ingest;
    private final AdminServiceGrpc.AdminServiceBlockingStub admin;

    private AsofClient(ServerAddress server, ManagedChannel channel) {
        this.server = server;
        this.channel = channel;
        Channel calls = channel;
        this.features = FeatureServiceGrpc.newBlockingStub(calls);
        this.ingest = IngestServiceGrpc.newBlockingStub(calls);
        this.admin = AdminServiceGrpc.newBlockingStub(calls);
    }

    /** A client of the server there; the first call connects. */
    public static AsofClient to(ServerAddress server) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(server.host(), server.port())
                .usePlaintext()
                .maxInboundMessageSize(LARGEST_ANSWER_BYTES)
                .build();
        return new AsofClient(server, channel);
    }

    public ServerAddress server() {
        return server;
    }

    /** @param version 0 for the newest */
    public ServiceDescription describeService(String name, int version) {
        GetFeatureServiceSchemaResponse answer =
                call(() -> features.getFeatureServiceSchema(GetFeatureServiceSchemaRequest.newBuilder()
                        .setFeatureService(service(name, version))
                        .build()));
        return new ServiceDescription(
                answer.getFeatureService().getName(),
                answer.getFeatureService().getVersion(),
                answer.getKeyColumnsList().stream()
                        .map(key ->
                                new ServiceDescription.InputColumn(key.getName(), WireColumns.fromWire(key.getType())))
                        .toList(),
                answer.getRequestColumnsList().stream()
                        .map(column -> new ServiceDescription.InputColumn(
                                column.getName(), WireColumns.fromWire(column.getType())))
                        .toList(),
                answer.getFeaturesList().stream()
                        .map(feature -> new ServiceDescription.Feature(
                                feature.getName(), feature.getRef(), WireColumns.fromWire(feature.getType())))
                        .toList());
    }

    /**
     * The values of a feature service.
     *
     * @param version 0 for the newest
     * @param rows the keys and request columns
     */
    public Answer get(String name, int version, ColumnBatch rows, Times times) {
        GetOnlineFeaturesRequest request = GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(service(name, version))
                .setRows(WireColumns.toWire(rows))
                .setTimes(toWire(times))
                .setIncludeEventTimes(true)
                .build();
        GetOnlineFeaturesResponse answer = call(() -> features.getOnlineFeatures(request));
        return new Answer(
                answer.getFeatureService().getName(),
                answer.getFeatureService().getVersion(),
                fromWire(answer.getTimes()),
                answer.getFeaturesList().stream()
                        .map(feature -> fromWire(feature, rows.rowCount()))
                        .toList());
    }

    /** @param producerId empty for none */
    public SourceDescription describeSource(String source, String producerId) {
        DescribeSourceResponse answer = call(() -> ingest.describeSource(DescribeSourceRequest.newBuilder()
                .setSource(source)
                .setProducerId(producerId)
                .build()));
        return new SourceDescription(
                answer.getSource(),
                answer.getColumnsList().stream()
                        .map(column ->
                                new SourceDescription.Column(column.getName(), WireColumns.fromWire(column.getType())))
                        .toList(),
                answer.getLastSequence());
    }

    /**
     * Sends a batch of events.
     *
     * @param firstSequence the number of the first
     */
    public IngestAnswer ingest(String source, String producerId, long firstSequence, ColumnBatch events) {
        IngestEventsRequest request = IngestEventsRequest.newBuilder()
                .setSource(source)
                .setProducerId(producerId)
                .setFirstSequence(firstSequence)
                .setEvents(WireColumns.toWire(events))
                .build();
        IngestEventsResponse answer = call(() -> ingest.ingestEvents(request));
        return new IngestAnswer(
                answer.getAccepted(),
                answer.getDuplicates(),
                answer.getRejectionsList().stream()
                        .map(rejection -> new IngestAnswer.Rejection(
                                rejection.getIndex(),
                                WireAdmin.word(rejection.getDisposition()),
                                WireAdmin.violations(rejection.getViolationsList())))
                        .toList());
    }

    /**
     * Brings the store up to date from the sources' files, and tells how far it is.
     *
     * @param rebuild the sources to load from scratch; empty for all, where the last load ended
     */
    public LoadSummary load(List<String> rebuild, OptionalLong untilMicros, Consumer<LoadProgress> progress) {
        LoadRequest.Builder request =
                LoadRequest.newBuilder().addAllSources(rebuild).setRebuild(!rebuild.isEmpty());
        untilMicros.ifPresent(request::setUntilMicros);
        return call(() -> {
            Iterator<LoadResponse> steps = admin.load(request.build());
            while (steps.hasNext()) {
                LoadResponse step = steps.next();
                switch (step.getStepCase()) {
                    case PROGRESS -> progress.accept(WireAdmin.fromWire(step.getProgress()));
                    case SUMMARY -> {
                        return WireAdmin.fromWire(step.getSummary());
                    }
                    case STEP_NOT_SET -> {}
                }
            }
            throw io.grpc.Status.UNAVAILABLE
                    .withDescription("the load ended without a summary")
                    .asRuntimeException();
        });
    }

    public StoreStatus status() {
        return WireAdmin.fromWire(call(() -> admin.getStatus(GetStatusRequest.getDefaultInstance())));
    }

    /** Writes accepted events to the archive. */
    public List<ArchiveFlush> flushArchive() {
        return call(() -> admin.flushArchive(FlushArchiveRequest.getDefaultInstance())).getSourcesList().stream()
                .map(source -> new ArchiveFlush(source.getSource(), source.getEventsWritten()))
                .toList();
    }

    /**
     * A page of quarantined rows.
     *
     * @param source empty for all
     * @param token empty for the first page
     */
    public QuarantinePage quarantine(String source, int size, String token) {
        return WireAdmin.fromWire(call(() -> admin.listQuarantine(ListQuarantineRequest.newBuilder()
                .setSource(source)
                .setPageSize(size)
                .setPageToken(token)
                .build())));
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
        }
    }

    private static FeatureServiceRef service(String name, int version) {
        return FeatureServiceRef.newBuilder().setName(name).setVersion(version).build();
    }

    private static QuestionTimes toWire(Times times) {
        QuestionTimes.Builder wire = QuestionTimes.newBuilder();
        for (long micros : times.asOf()) {
            wire.addAsOfMicros(micros);
        }
        for (long micros : times.knownAt()) {
            wire.addKnownAtMicros(micros);
        }
        for (long micros : times.acceptedBy()) {
            wire.addAcceptedByMicros(micros);
        }
        return wire.build();
    }

    private static Times fromWire(QuestionTimes wire) {
        return new Times(
                longs(wire.getAsOfMicrosList()),
                longs(wire.getKnownAtMicrosList()),
                longs(wire.getAcceptedByMicrosList()));
    }

    private static Answer.FeatureColumn fromWire(dev.asof.v1.FeatureColumn wire, int rows) {
        Column values = WireColumns.fromWire(wire.getValues());
        List<ValueStatus> statuses = wire.getStatusesCount() == 0
                ? Collections.nCopies(rows, ValueStatus.PRESENT)
                : wire.getStatusesValueList().stream().map(ValueStatus::ofCode).toList();
        return new Answer.FeatureColumn(
                wire.getName(), wire.getRef(), values, statuses, longs(wire.getEventTimesMicrosList()));
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
