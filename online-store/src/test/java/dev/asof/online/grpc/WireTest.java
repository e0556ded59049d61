package dev.asof.online.grpc;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.state.StateStore;
import dev.asof.online.wire.ErrorTrailer;
import dev.asof.online.wire.ServerInfo;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.BinaryArray;
import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.CreateBackupRequest;
import dev.asof.v1.DescribeSourceRequest;
import dev.asof.v1.Disposition;
import dev.asof.v1.ErrorDetail;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.FeatureKind;
import dev.asof.v1.FeatureList;
import dev.asof.v1.FeatureSelector;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.Float64Array;
import dev.asof.v1.FlushArchiveRequest;
import dev.asof.v1.GetFeatureServiceSchemaRequest;
import dev.asof.v1.GetFeatureServiceSchemaResponse;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.GetStatusRequest;
import dev.asof.v1.GetStatusResponse;
import dev.asof.v1.IngestEventsRequest;
import dev.asof.v1.IngestEventsResponse;
import dev.asof.v1.IngestServiceGrpc;
import dev.asof.v1.Int64Array;
import dev.asof.v1.ListArray;
import dev.asof.v1.ListQuarantineRequest;
import dev.asof.v1.ListQuarantineResponse;
import dev.asof.v1.LoadRequest;
import dev.asof.v1.LoadResponse;
import dev.asof.v1.NamedColumn;
import dev.asof.v1.QuestionTimes;
import dev.asof.v1.Readiness;
import dev.asof.v1.StringArray;
import dev.asof.v1.TimestampArray;
import dev.asof.v1.ValueStatus;
import dev.asof.v1.ViolationReason;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;
    private OnlineStore store;
    private ExecutorService longCalls;
    private Server server;
    private ManagedChannel channel;
    private FeatureServiceGrpc.FeatureServiceBlockingStub features;
    private IngestServiceGrpc.IngestServiceBlockingStub ingest;
    private AdminServiceGrpc.AdminServiceBlockingStub admin;

    @BeforeEach
    void start() throws Exception {
        fixture = new OnlineFixture(folder);
        store = fixture.open();
        longCalls = Executors.newCachedThreadPool();
        InProcessServerBuilder builder = InProcessServerBuilder.forName("asof");
        GrpcServices.of(
                        store,
                        new ServerInfo("1.2.3", 4711, Instant.EPOCH),
                        new CallExecutors(LookupQueue.IMMEDIATE, longCalls, longCalls))
                .forEach(builder::addService);
        server = builder.build().start();
        channel = InProcessChannelBuilder.forName("asof").build();
        features = FeatureServiceGrpc.newBlockingStub(channel);
        ingest = IngestServiceGrpc.newBlockingStub(channel);
        admin = AdminServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        longCalls.shutdownNow();
        store.close();
    }

    private static NamedColumn int64s(String name, Long... values) {
        return column(
                name, Column.newBuilder().setInt64S(Int64Array.newBuilder().addAllValues(List.of(values))));
    }

    private static NamedColumn strings(String name, String... values) {
        return column(
                name, Column.newBuilder().setStrings(StringArray.newBuilder().addAllValues(List.of(values))));
    }

    private static NamedColumn column(String name, Column.Builder values) {
        return NamedColumn.newBuilder().setName(name).setValues(values).build();
    }

    private static IngestEventsRequest payment(long id, double amount) {
        return IngestEventsRequest.newBuilder()
                .setSource("payments")
                .setEvents(ColumnBatch.newBuilder()
                        .addColumns(int64s("payment_id", id))
                        .addColumns(int64s("customer_id", 7L))
                        .addColumns(strings("shop", "zoo"))
                        .addColumns(column(
                                "paid_at",
                                Column.newBuilder()
                                        .setTimestamps(
                                                TimestampArray.newBuilder().addMicros(NOW))))
                        .addColumns(column(
                                "amount",
                                Column.newBuilder()
                                        .setFloat64S(Float64Array.newBuilder().addValues(amount)))))
                .build();
    }

    private static GetOnlineFeaturesRequest.Builder risk(Long... customers) {
        return GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(FeatureServiceRef.newBuilder().setName("risk"))
                .setRows(ColumnBatch.newBuilder().addColumns(int64s("customer_id", customers)));
    }

    private List<LoadResponse> load() {
        List<LoadResponse> steps = new ArrayList<>();
        Iterator<LoadResponse> responses = admin.load(LoadRequest.getDefaultInstance());
        responses.forEachRemaining(steps::add);
        return steps;
    }

    @Test
    void aQuestionIsAnsweredColumnByColumn() {
        load();
        ingest.ingestEvents(payment(1, 2.5));
        GetOnlineFeaturesResponse response = features.getOnlineFeatures(
                risk(7L, 404L).setIncludeEventTimes(true).build());
        assertThat(response.getFeatureService().getVersion()).isOne();
        assertThat(response.getTimes().getAsOfMicrosList()).containsExactly(NOW);
        assertThat(response.getTimes().getKnownAtMicrosList()).containsExactly(NOW);
        assertThat(response.getTimes().getAcceptedByMicrosList()).containsExactly(NOW);
        FeatureColumn count = response.getFeatures(0);
        assertThat(count.getName()).isEqualTo("spend__payments_ever");
        assertThat(count.getRef()).isEqualTo("spend@1:payments_ever");
        assertThat(count.getValues().getInt64S().getValuesList()).containsExactly(1L, 0L);
        assertThat(count.getStatusesList()).isEmpty();
        assertThat(count.getEventTimesMicrosList()).isEmpty();
        FeatureColumn shop = response.getFeatures(2);
        assertThat(shop.getValues().getStrings().getValuesList()).containsExactly("zoo", "");
        assertThat(shop.getValues().getNulls()).isEqualTo(ByteString.copyFrom(new byte[] {2}));
        assertThat(shop.getStatusesList())
                .containsExactly(ValueStatus.VALUE_STATUS_PRESENT, ValueStatus.VALUE_STATUS_NOT_FOUND);
        assertThat(shop.getEventTimesMicrosList()).containsExactly(NOW, Long.MIN_VALUE);
    }

    @Test
    void timesOfAResponseGiveTheSameAnswerAgain() {
        load();
        ingest.ingestEvents(payment(1, 2.5));
        GetOnlineFeaturesResponse before = features.getOnlineFeatures(risk(7L).build());
        ingest.ingestEvents(payment(2, 2.5));
        GetOnlineFeaturesResponse again =
                features.getOnlineFeatures(risk(7L).setTimes(before.getTimes()).build());
        assertThat(again).isEqualTo(before);
    }

    @Test
    void timesThatDifferAreGivenPerRow() {
        load();
        QuestionTimes times = QuestionTimes.newBuilder()
                .addAsOfMicros(NOW)
                .addAsOfMicros(NOW + 1)
                .addAcceptedByMicros(5)
                .build();
        GetOnlineFeaturesResponse response =
                features.getOnlineFeatures(risk(7L, 7L).setTimes(times).build());
        assertThat(response.getTimes().getAsOfMicrosList()).containsExactly(NOW, NOW + 1);
        assertThat(response.getTimes().getAcceptedByMicrosList()).containsExactly(0L);
    }

    @Test
    void theSchemaCanBeLeftOut() {
        load();
        FeatureColumn column =
                features.getOnlineFeatures(risk(7L).setOmitSchema(true).build()).getFeatures(0);
        assertThat(column.getName() + column.getRef()).isEmpty();
        assertThat(column.hasType()).isFalse();
    }

    @Test
    void aServiceIsDescribed() {
        GetFeatureServiceSchemaResponse schema =
                features.getFeatureServiceSchema(GetFeatureServiceSchemaRequest.newBuilder()
                        .setFeatureService(FeatureServiceRef.newBuilder().setName("risk"))
                        .build());
        assertThat(schema.getKeyColumnsList()).singleElement().satisfies(key -> {
            assertThat(key.getName()).isEqualTo("customer_id");
            assertThat(key.getKeys(0).getEntity()).isEqualTo("customer");
        });
        assertThat(schema.getFeaturesList())
                .extracting(feature -> feature.getKind())
                .containsExactly(
                        FeatureKind.FEATURE_KIND_AGGREGATE,
                        FeatureKind.FEATURE_KIND_AGGREGATE,
                        FeatureKind.FEATURE_KIND_LATEST);
        load();
        assertThat(features.getOnlineFeatures(risk(7L).build()).getFingerprint())
                .isEqualTo(schema.getFingerprint());
    }

    @Test
    void rejectedEventsAreToldAndListed() {
        IngestEventsResponse response = ingest.ingestEvents(payment(1, -2.5));
        assertThat(response.getAccepted()).isZero();
        assertThat(response.hasAcceptedAtMicros()).isFalse();
        assertThat(response.getRejectionsList()).singleElement().satisfies(rejection -> {
            assertThat(rejection.getDisposition()).isEqualTo(Disposition.DISPOSITION_QUARANTINED);
            assertThat(rejection.getViolations(0).getReason()).isEqualTo(ViolationReason.VIOLATION_REASON_MIN);
        });
        ingest.ingestEvents(payment(2, -2.5));
        ListQuarantineResponse page = admin.listQuarantine(
                ListQuarantineRequest.newBuilder().setPageSize(1).build());
        assertThat(page.getRowsList()).hasSize(1);
        assertThat(page.getRows(0).hasIngest()).isTrue();
        ListQuarantineResponse last = admin.listQuarantine(ListQuarantineRequest.newBuilder()
                .setPageSize(1)
                .setPageToken(page.getNextPageToken())
                .build());
        assertThat(last.getRowsList()).hasSize(1);
        assertThat(last.getNextPageToken()).isEmpty();
    }

    @Test
    void aStreamAnswersBatchAfterBatchUntilOneIsRefused() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        List<IngestEventsResponse> answers = new ArrayList<>();
        StreamObserver<IngestEventsRequest> batches = IngestServiceGrpc.newStub(channel)
                .ingestEventStream(new StreamObserver<>() {
                    @Override
                    public void onNext(IngestEventsResponse response) {
                        answers.add(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        end.complete(failure);
                    }

                    @Override
                    public void onCompleted() {
                        end.complete(new IllegalStateException("completed"));
                    }
                });
        batches.onNext(payment(1, 1));
        batches.onNext(payment(1, 1));
        batches.onNext(payment(2, 1).toBuilder().setSource("none").build());
        batches.onNext(payment(3, 1));
        assertThat(detail((StatusRuntimeException) end.get(10, TimeUnit.SECONDS))
                        .getCode())
                .isEqualTo("UNKNOWN_NAME");
        assertThat(answers).extracting(IngestEventsResponse::getAccepted).containsExactly(1, 0);
        assertThat(answers).extracting(IngestEventsResponse::getDuplicates).containsExactly(0, 1);
    }

    @Test
    void aSourceIsDescribed() {
        var clicks = ingest.describeSource(
                DescribeSourceRequest.newBuilder().setSource("clicks").build());
        assertThat(clicks.getSequenceRequired()).isTrue();
        assertThat(clicks.getOnViolation()).isEqualTo(Disposition.DISPOSITION_REFUSED);
        assertThat(clicks.getColumnsList())
                .extracting(column -> column.getName() + " " + column.getNullable() + " " + column.getRolesList())
                .containsExactly(
                        "clicked_at false [COLUMN_ROLE_EVENT_TIME]",
                        "customer_id true [COLUMN_ROLE_ENTITY_KEY]",
                        "page true []");
    }

    @Test
    void aLoadTellsItsProgressAndEndsWithASummary() {
        fixture.files()
                .put(
                        "payments",
                        "p.parquet",
                        'c',
                        OnlineFixture.payments().row(1, 7, "zoo", NOW, 1.0).batch());
        List<LoadResponse> steps = load();
        assertThat(steps).hasSizeGreaterThan(1);
        assertThat(steps.subList(0, steps.size() - 1)).allMatch(LoadResponse::hasProgress);
        var summary = steps.get(steps.size() - 1).getSummary();
        assertThat(summary.getSources(1).getFiles(0).getEvents()).isOne();
        assertThat(summary.getFeatureViewsList())
                .extracting(view -> view.getReadiness())
                .containsOnly(Readiness.READINESS_READY);
    }

    @Test
    void theStatusTellsWhatIsThere() {
        GetStatusResponse before = admin.getStatus(GetStatusRequest.getDefaultInstance());
        assertThat(before.getFeatureServices(0).getReadiness()).isEqualTo(Readiness.READINESS_NOT_LOADED);
        load();
        ingest.ingestEvents(payment(1, 1));
        admin.flushArchive(
                FlushArchiveRequest.newBuilder().addSources("payments").build());
        GetStatusResponse status = admin.getStatus(GetStatusRequest.getDefaultInstance());
        assertThat(status.getServer().getVersion()).isEqualTo("1.2.3");
        assertThat(status.getServer().getStoreFormat()).isEqualTo(StateStore.formatVersion());
        assertThat(status.getSources(1).getEventsIngested()).isOne();
        assertThat(status.getSources(1).getArchived()).isOne();
        assertThat(status.getSources(1).getLastEventTimeMicros()).isEqualTo(NOW);
        assertThat(status.getSources(0).hasLastAcceptedAtMicros()).isFalse();
        assertThat(status.getFeatureServices(0).getReadiness()).isEqualTo(Readiness.READINESS_READY);
    }

    @Test
    void everyRefusalCarriesItsCode() {
        assertFails(
                Status.Code.FAILED_PRECONDITION,
                ErrorCode.NOT_LOADED,
                "Run 'asof load'.",
                () -> features.getOnlineFeatures(risk(7L).build()));
        assertFails(
                Status.Code.NOT_FOUND,
                ErrorCode.UNKNOWN_NAME,
                "",
                () -> features.getOnlineFeatures(risk(7L).setFeatureService(
                                FeatureServiceRef.newBuilder().setName("rusk"))
                        .build()));
        assertFails(
                Status.Code.INVALID_ARGUMENT,
                ErrorCode.INVALID_ARGUMENT,
                "",
                () -> features.getOnlineFeatures(GetOnlineFeaturesRequest.getDefaultInstance()));
        assertFails(
                Status.Code.INVALID_ARGUMENT,
                ErrorCode.INVALID_ARGUMENT,
                "",
                () -> features.getOnlineFeatures(risk().setFeatures(FeatureList.newBuilder()
                                .addFeatures(FeatureSelector.newBuilder().setRef("x")))
                        .build()));
        assertFails(
                Status.Code.INVALID_ARGUMENT,
                ErrorCode.INVALID_ARGUMENT,
                "Name a new folder.",
                () -> admin.createBackup(
                        CreateBackupRequest.newBuilder().setFolder("a\0b").build()));
        assertFails(
                Status.Code.FAILED_PRECONDITION,
                ErrorCode.SEQUENCE_GAP,
                "Send the events between first.",
                () -> ingest.ingestEvents(payment(1, 1).toBuilder()
                        .setProducerId("p")
                        .setFirstSequence(2)
                        .build()));
        assertFails(
                Status.Code.INVALID_ARGUMENT,
                ErrorCode.INVALID_ARGUMENT,
                "",
                () -> admin.listQuarantine(
                        ListQuarantineRequest.newBuilder().setPageToken("-1").build()));
        load();
        Long[] many = new Long[101];
        java.util.Arrays.fill(many, 7L);
        assertFails(
                Status.Code.RESOURCE_EXHAUSTED,
                ErrorCode.LIMIT_EXCEEDED,
                "Ask in parts.",
                () -> features.getOnlineFeatures(risk(many).build()));
    }

    @Test
    void columnsThatAreNotWellFormedAreRefused() {
        NamedColumn good = int64s("customer_id", 7L, 8L);
        assertMalformed("Cannot read the request: column 'customer_id' stands twice", good, good);
        assertMalformed("column 'a' has 1 values, the first column has 2", good, int64s("a", 1L));
        assertMalformed("column 'a' has no values", good, column("a", Column.newBuilder()));
        assertMalformed(
                "column 'a' has 2 bytes of null bits for 2 rows, not 1",
                column("a", good.getValues().toBuilder().setNulls(ByteString.copyFrom(new byte[2]))));
        assertMalformed(
                "column 'a' has null bits beyond its 2 rows",
                column("a", good.getValues().toBuilder().setNulls(ByteString.copyFrom(new byte[] {4}))));
        assertMalformed(
                "column 'a' has lengths that add up to more than 0",
                column(
                        "a",
                        Column.newBuilder()
                                .setLists(ListArray.newBuilder()
                                        .addLengths(1)
                                        .setElements(Column.newBuilder().setInt64S(Int64Array.getDefaultInstance())))));
    }

    @Test
    void bytesThatAreNoMessageAreRefusedByEveryKindOfMethod() {
        load();
        for (MethodDescriptor<?, ?> method : List.of(
                FeatureServiceGrpc.getGetOnlineFeaturesMethod(),
                IngestServiceGrpc.getIngestEventsMethod(),
                IngestServiceGrpc.getIngestEventStreamMethod(),
                AdminServiceGrpc.getLoadMethod())) {
            assertFails(
                    Status.Code.INVALID_ARGUMENT,
                    ErrorCode.INVALID_ARGUMENT,
                    "its bytes are no message that " + method.getFullMethodName()
                            + " takes. Send what the published .proto files say.",
                    () -> send(method, new byte[] {0x0A, 0x7F}));
        }
        assertThat(features.getOnlineFeatures(risk(7L).build())).isNotNull();
    }

    private void send(MethodDescriptor<?, ?> method, byte[] message) {
        MethodDescriptor<byte[], byte[]> raw = method.toBuilder(EncodedMessage.MARSHALLER, EncodedMessage.MARSHALLER)
                .build();
        ClientCalls.blockingServerStreamingCall(channel.newCall(raw, CallOptions.DEFAULT), message)
                .forEachRemaining(answer -> {});
    }

    @Test
    void bytesThatAreNoTextAreRejectedEventByEvent() {
        IngestEventsRequest request = payment(1, 1);
        ColumnBatch.Builder events = request.getEvents().toBuilder();
        events.setColumns(
                2,
                column(
                        "shop",
                        Column.newBuilder()
                                .setBinaries(BinaryArray.newBuilder()
                                        .addValues(ByteString.copyFrom(new byte[] {(byte) 0xFF})))));
        IngestEventsResponse response =
                ingest.ingestEvents(request.toBuilder().setEvents(events).build());
        assertThat(response.getRejections(0).getViolations(0).getReason())
                .isEqualTo(ViolationReason.VIOLATION_REASON_UTF8);
    }

    private void assertMalformed(String part, NamedColumn... columns) {
        assertThatThrownBy(() -> ingest.ingestEvents(IngestEventsRequest.newBuilder()
                        .setSource("payments")
                        .setEvents(ColumnBatch.newBuilder().addAllColumns(List.of(columns)))
                        .build()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                .hasMessageContaining(part);
    }

    private static void assertFails(Status.Code status, ErrorCode code, String remedy, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(status);
            assertThat(detail(e).getCode()).isEqualTo(code.name());
            assertThat(detail(e).getMessage()).isEqualTo(e.getStatus().getDescription());
            assertThat(detail(e).getMessage()).endsWith(remedy);
            assertThat(detail(e).getRemedy()).isEmpty();
        });
    }

    private static ErrorDetail detail(StatusRuntimeException failure) {
        return failure.getTrailers().get(ErrorTrailer.KEY);
    }
}
