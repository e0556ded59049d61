package dev.asof.online.server;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.access.Certificates;
import dev.asof.online.access.TlsFiles;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.error.AsofException;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.FlushArchiveRequest;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetStatusRequest;
import dev.asof.v1.Int64Array;
import dev.asof.v1.NamedColumn;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
    private static final String READ = "read-token-0123456789";
    private static final String WRITE = "write-token-0123456789";
    private static final String ADMIN = "admin-token-0123456789";

    @TempDir
    Path folder;

    private OnlineFixture fixture;
    private OnlineStore store;
    private Optional<ManagedChannel> channel = Optional.empty();

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
        store = fixture.open();
        OnlineFixture.load(store);
        OnlineFixture.ingest(store, OnlineFixture.payments().row(1, 7, "zoo", NOW, 1.0));
    }

    @AfterEach
    void stop() {
        channel.ifPresent(ManagedChannel::shutdownNow);
    }

    private static ServerOptions options() {
        return ServerOptions.onLoopback(0, "1.2.3").withHttp(OptionalInt.of(0));
    }

    private OnlineServer serve(ServerOptions options) {
        return OnlineServer.start(store, options, fixture.clock());
    }

    private FeatureServiceGrpc.FeatureServiceBlockingStub features(
            OnlineServer server, ChannelCredentials credentials) {
        channel = Optional.of(
                NettyChannelBuilder.forTarget(server.address(), credentials).build());
        return FeatureServiceGrpc.newBlockingStub(channel.get());
    }

    private static GetOnlineFeaturesRequest request(String service) {
        return GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(FeatureServiceRef.newBuilder().setName(service))
                .setRows(ColumnBatch.newBuilder()
                        .addColumns(NamedColumn.newBuilder()
                                .setName("customer_id")
                                .setValues(Column.newBuilder()
                                        .setInt64S(Int64Array.newBuilder().addValues(7)))))
                .build();
    }

    private static HttpResponse<String> get(OnlineServer server, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.httpPort().orElseThrow() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void healthAndReadinessAreToldOverHttp() throws Exception {
        try (OnlineServer server = serve(options())) {
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").body()).isEqualTo("ready\n");
        }
    }

    @Test
    void requestsThatAreHalfThereKeepNobodyOutAndAreGivenUp() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try (OnlineServer server = serve(options())) {
            for (int i = 0; i < 20; i++) {
                Socket half = new Socket("127.0.0.1", server.httpPort().orElseThrow());
                half.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
                halves.add(half);
            }
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
            halves.getFirst().setSoTimeout(60_000);
            assertThat(halves.getFirst().getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void whereNothingIsItSaysWhatThereIs() throws Exception {
        try (OnlineServer server = serve(options())) {
            HttpResponse<String> nothing = get(server, "/metric");
            assertThat(nothing.statusCode()).isEqualTo(404);
            assertThat(nothing.body()).isEqualTo("not found: there are /metrics, /healthz and /readyz\n");
        }
    }

    @Test
    void callsValuesAndSourcesAreMeasured() throws Exception {
        try (OnlineServer server = serve(options())) {
            var features = features(server, InsecureChannelCredentials.create());
            features.getOnlineFeatures(request("risk"));
            assertThatThrownBy(() -> features.getOnlineFeatures(request("nothing")))
                    .isNotNull();
            fixture.clock().set(NOW + 30 * OnlineFixture.SECOND);
            String text = get(server, "/metrics").body();
            assertThat(text)
                    .contains("asof_calls_total{code=\"OK\",method=\"asof.v1.FeatureService/GetOnlineFeatures\"} 1.0")
                    .contains(
                            "asof_calls_total{code=\"NOT_FOUND\",method=\"asof.v1.FeatureService/GetOnlineFeatures\"} 1.0")
                    .contains("asof_values_answered_total{status=\"present\",view=\"spend@1\"} 3.0")
                    .contains("asof_source_events_ingested_total{source=\"payments\"} 1.0")
                    .contains("asof_source_freshness_seconds{source=\"payments\"} 30.0")
                    .contains("asof_store_writable 1.0");
        }
    }

    @Test
    void everyMetricOfTheDashboardIsTold() throws Exception {
        Set<String> shown = new TreeSet<>();
        Matcher names = Pattern.compile("\\b(?:asof|jvm|process)_[a-z0-9_]+")
                .matcher(Files.readString(Path.of("..", "docs", "grafana-dashboard.json")));
        while (names.find()) {
            shown.add(names.group());
        }
        try (OnlineServer server = serve(options())) {
            features(server, InsecureChannelCredentials.create()).getOnlineFeatures(request("risk"));
            Set<String> told = new TreeSet<>();
            get(server, "/metrics")
                    .body()
                    .lines()
                    .map(line -> line.startsWith("# TYPE") && line.endsWith(" histogram") ? line.substring(7) : line)
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> told.add(line.split("[{ ]", 2)[0]));
            assertThat(shown).hasSizeGreaterThan(20);
            assertThat(told).containsAll(shown);
        }
    }

    @Test
    void noCounterFallsWhenRowsLeaveTheStoreAndTheQuarantine() throws Exception {
        fixture.files()
                .put(
                        "payments",
                        "p.parquet",
                        'a',
                        OnlineFixture.payments()
                                .row(2, 8, "zoo", NOW, 1.0)
                                .row(3, 8, "zoo", NOW, -1.0)
                                .batch());
        OnlineFixture.load(store);
        OnlineFixture.ingest(store, OnlineFixture.payments().row(4, 7, "zoo", NOW, -1.0));
        try (OnlineServer server = serve(options())) {
            Map<String, Double> before = counters(server);
            assertThat(get(server, "/metrics").body())
                    .contains("asof_source_events_loaded{source=\"payments\"} 1.0")
                    .contains("asof_source_rows_rejected{outcome=\"quarantined\",source=\"payments\"} 2.0");
            fixture.files().remove("payments", "p.parquet");
            store.load(
                    new LoadRequest(List.of("payments"), OptionalLong.empty(), LoadRequest.Start.ANEW),
                    LoadListener.NONE);
            store.erase(Optional.empty(), Map.of("customer_id", "7"));
            assertThat(counters(server))
                    .containsKeys(before.keySet().toArray(new String[0]))
                    .allSatisfy((name, value) ->
                            assertThat(value).as(name).isGreaterThanOrEqualTo(before.getOrDefault(name, 0.0)));
            assertThat(get(server, "/metrics").body())
                    .contains("asof_source_events_loaded{source=\"payments\"} 0.0")
                    .contains("asof_source_rows_rejected{outcome=\"quarantined\",source=\"payments\"} 0.0");
        }
    }

    private static Map<String, Double> counters(OnlineServer server) throws Exception {
        return get(server, "/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#") && line.contains("_total"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }

    @Test
    void durationsAreToldAsNativeHistogramsToWhoAsksForThem() throws Exception {
        try (OnlineServer server = serve(options())) {
            features(server, InsecureChannelCredentials.create()).getOnlineFeatures(request("risk"));
            HttpResponse<String> response = get(
                    server,
                    "/metrics",
                    "Accept",
                    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");
            assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("protobuf");
        }
    }

    private Path tokens() throws IOException {
        return Files.writeString(
                folder.resolve("tokens"), "# who\nread " + READ + "\nwrite " + WRITE + "\nadmin " + ADMIN + "\n");
    }

    private static Status.Code status(Runnable call) {
        try {
            call.run();
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private Status.Code flush(Optional<String> token) {
        return status(() -> bearing(AdminServiceGrpc.newBlockingStub(channel.orElseThrow()), token)
                .flushArchive(FlushArchiveRequest.getDefaultInstance()));
    }

    private static <S extends io.grpc.stub.AbstractStub<S>> S bearing(S stub, Optional<String> token) {
        Metadata headers = new Metadata();
        token.ifPresent(known ->
                headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + known));
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Test
    void aTokensRoleSaysWhatItsBearerMayDo() throws Exception {
        try (OnlineServer server = serve(options().secured(Optional.empty(), Optional.of(tokens())))) {
            var features = features(server, InsecureChannelCredentials.create());
            assertThat(status(() -> features.getOnlineFeatures(request("risk"))))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            for (String token : new String[] {READ, WRITE, ADMIN}) {
                assertThat(status(() -> bearing(features, Optional.of(token)).getOnlineFeatures(request("risk"))))
                        .isEqualTo(Status.Code.OK);
            }
            assertThat(flush(Optional.empty())).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(flush(Optional.of("no-token-0123456789"))).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(flush(Optional.of(READ))).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(flush(Optional.of(WRITE))).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(flush(Optional.of(ADMIN))).isEqualTo(Status.Code.OK);
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(401);
            assertThat(get(server, "/metrics", "Authorization", "Bearer " + READ)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aLineThatIsNoTokenIsToldWithItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), "read " + READ + "\nroot short\n");
        assertThatThrownBy(() -> serve(options().secured(Optional.empty(), Optional.of(file))))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("tokens, line 2");
    }

    @Test
    void aServerWithACertificateIsCalledOverTlsAlone() throws Exception {
        Certificates its = Certificates.in(folder, "server");
        TlsFiles files = new TlsFiles(its.certificate(), its.key(), Optional.empty());
        try (OnlineServer server = serve(options().secured(Optional.of(files), Optional.empty()))) {
            ChannelCredentials trusting = TlsChannelCredentials.newBuilder()
                    .trustManager(its.certificate().toFile())
                    .build();
            var features = features(server, trusting);
            assertThat(status(() -> features.getOnlineFeatures(request("risk"))))
                    .isEqualTo(Status.Code.OK);
            stop();
            var plain = features(server, InsecureChannelCredentials.create());
            assertThat(status(() -> plain.getOnlineFeatures(request("risk")))).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void aServerThatAsksClientsTurnsThoseWithoutACertificateAway() throws Exception {
        Certificates its = Certificates.in(folder, "server");
        Certificates clients = Certificates.in(folder, "client");
        TlsFiles files = new TlsFiles(its.certificate(), its.key(), Optional.of(clients.certificate()));
        try (OnlineServer server = serve(options().secured(Optional.of(files), Optional.empty()))) {
            TlsChannelCredentials.Builder trusting = TlsChannelCredentials.newBuilder()
                    .trustManager(its.certificate().toFile());
            var unknown = features(server, trusting.build());
            assertThat(status(() -> unknown.getOnlineFeatures(request("risk")))).isEqualTo(Status.Code.UNAVAILABLE);
            stop();
            var known = features(
                    server,
                    trusting.keyManager(
                                    clients.certificate().toFile(),
                                    clients.key().toFile())
                            .build());
            assertThat(status(() -> known.getOnlineFeatures(request("risk")))).isEqualTo(Status.Code.OK);
        }
    }

    @Test
    void theStatusNeedsNoMoreThanToRead() throws Exception {
        try (OnlineServer server = serve(options().secured(Optional.empty(), Optional.of(tokens())))) {
            features(server, InsecureChannelCredentials.create());
            assertThat(status(() -> bearing(AdminServiceGrpc.newBlockingStub(channel.orElseThrow()), Optional.of(READ))
                            .getStatus(GetStatusRequest.getDefaultInstance())))
                    .isEqualTo(Status.Code.OK);
        }
    }
}
