package dev.asof.online.server;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.state.database.StoreOwner;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetStatusRequest;
import dev.asof.v1.IngestEventsRequest;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineServerTest {
    private static final Duration WARM_UP = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    private OnlineServer serve() {
        return OnlineServer.start(fixture.open(), ServerOptions.onLoopback(0, "1.2.3"), fixture.clock());
    }

    private static ManagedChannel channel(OnlineServer server) {
        return NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();
    }

    @Test
    void aServerTellsItsHealthAndWhereItAnswers() {
        try (OnlineServer server = serve()) {
            ManagedChannel channel = channel(server);
            for (String service : new String[] {"", "asof.v1.FeatureService"}) {
                assertThat(HealthGrpc.newBlockingStub(channel)
                                .check(HealthCheckRequest.newBuilder()
                                        .setService(service)
                                        .build())
                                .getStatus())
                        .isEqualTo(ServingStatus.SERVING);
            }
            assertThat(OnlineStore.owner(fixture.repository()).flatMap(StoreOwner::address))
                    .hasValue(server.address());
            channel.shutdownNow();
        }
        assertThat(OnlineStore.owner(fixture.repository())).isEmpty();
    }

    @Test
    void aServerThatCanBeAskedNothingWarmsUpByNoAnswer() {
        try (OnlineServer server = serve()) {
            assertThat(server.warmUp(WARM_UP)).isZero();
        }
        OnlineStore store = fixture.open();
        OnlineFixture.load(store);
        OnlineFixture.ingest(store, OnlineFixture.payments().row(1, 7, "zoo", NOW, 1.0));
        try (OnlineServer server = OnlineServer.start(store, ServerOptions.onLoopback(0, "1.2.3"), fixture.clock())) {
            assertThat(server.warmUp(WARM_UP)).isPositive();
        }
    }

    @Test
    void stoppingArchivesWhatWasAccepted() {
        OnlineStore store = fixture.open();
        OnlineServer server = OnlineServer.start(store, ServerOptions.onLoopback(0, "1.2.3"), fixture.clock());
        OnlineFixture.ingest(store, OnlineFixture.payments().row(1, 7, "zoo", NOW, 1.0));
        server.close();
        server.close();
        assertThat(fixture.files().archive()).hasSize(1);
    }

    @Test
    void aStoppedServerIsUnavailable() {
        OnlineServer server = serve();
        ManagedChannel channel = channel(server);
        AdminServiceGrpc.AdminServiceBlockingStub admin = AdminServiceGrpc.newBlockingStub(channel);
        assertThat(admin.getStatus(GetStatusRequest.getDefaultInstance())
                        .getServer()
                        .getVersion())
                .isEqualTo("1.2.3");
        server.close();
        assertThatThrownBy(() -> admin.getStatus(GetStatusRequest.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        channel.shutdownNow();
    }

    @Test
    void otherMachinesAreKeptOutUnlessAllowed() {
        ServerOptions open = ServerOptions.onLoopback(0, "1.2.3").at("0.0.0.0", ServerOptions.Exposure.LOOPBACK);
        assertThatThrownBy(() -> OnlineServer.start(fixture.open(), open, fixture.clock()))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("--insecure");
        ServerOptions insecure = ServerOptions.onLoopback(0, "1.2.3").at("0.0.0.0", ServerOptions.Exposure.INSECURE);
        OnlineServer.start(fixture.open(), insecure, fixture.clock()).close();
    }

    @Test
    void aPortThatIsTakenIsToldAndTheStoreReleased(@TempDir Path other) {
        try (OnlineServer server = serve()) {
            OnlineFixture second = new OnlineFixture(other);
            assertThatThrownBy(() -> OnlineServer.start(
                            second.open(), ServerOptions.onLoopback(server.port(), "1.2.3"), second.clock()))
                    .hasMessageContaining("Cannot listen on 127.0.0.1:" + server.port());
            second.open().close();
        }
    }

    @Test
    void whatIsNotCompressedAsItSaysIsRefused() {
        assertThat(refusals(new Uncompressed(), "churn"))
                .containsExactly(Status.Code.INVALID_ARGUMENT, Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void aMessageThatIsTooLargeOnceItIsUnpackedIsRefused() {
        assertThat(refusals(new Codec.Gzip(), "a".repeat(33 << 20)))
                .containsExactly(Status.Code.RESOURCE_EXHAUSTED, Status.Code.RESOURCE_EXHAUSTED);
    }

    /** What becomes of a lookup and of events, compressed so. */
    private List<Status.Code> refusals(Codec codec, String name) {
        CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
        compressors.register(codec);
        try (OnlineServer server = serve()) {
            ManagedChannel channel = NettyChannelBuilder.forTarget(server.address())
                    .usePlaintext()
                    .compressorRegistry(compressors)
                    .build();
            var features = FeatureServiceGrpc.newBlockingStub(channel).withCompression("gzip");
            var events = IngestServiceGrpc.newBlockingStub(channel).withCompression("gzip");
            List<Status.Code> codes = List.of(
                    code(() -> features.getOnlineFeatures(GetOnlineFeaturesRequest.newBuilder()
                            .setFeatureService(FeatureServiceRef.newBuilder().setName(name))
                            .build())),
                    code(() -> events.ingestEvents(
                            IngestEventsRequest.newBuilder().setSource(name).build())));
            channel.shutdownNow();
            return codes;
        }
    }

    private static Status.Code code(Runnable call) {
        try {
            call.run();
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    /** Says that it packs, and does not. */
    private static final class Uncompressed implements Codec {
        @Override
        public String getMessageEncoding() {
            return "gzip";
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return out;
        }

        @Override
        public InputStream decompress(InputStream in) {
            return in;
        }
    }
}
