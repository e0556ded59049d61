package dev.asof.online.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.metrics.ServerMetrics;
import dev.asof.online.wire.ErrorTrailer;
import dev.asof.online.wire.ServerInfo;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.GetOnlineFeaturesRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
    @TempDir
    Path folder;

    /** How many calls were. */
    private long timed;

    /** As at an overload, seen at a call's headers or later. */
    private record Full(boolean isFull) implements LookupQueue {
        @Override
        public void submit(int rows, Runnable lookup, Runnable refusal) {
            refusal.run();
        }
    }

    private StatusRuntimeException failure(LookupQueue queue) throws Exception {
        OnlineFixture fixture = new OnlineFixture(folder);
        try (OnlineStore store = fixture.open()) {
            ServerMetrics metrics = new ServerMetrics(store, Duration.ofMinutes(1), fixture.clock());
            NettyServerBuilder builder = NettyServerBuilder.forPort(0).addStreamTracerFactory(metrics.calls());
            GrpcServices.of(
                            store,
                            new ServerInfo("1.2.3", 4711, Instant.EPOCH),
                            new CallExecutors(queue, Runnable::run, Runnable::run))
                    .forEach(builder::addService);
            StatusRuntimeException failure = ask(builder.build().start());
            timed = timed(metrics.registry());
            return failure;
        }
    }

    /** Asks once, and waits until the server has done with it. */
    private static StatusRuntimeException ask(Server server) throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                .usePlaintext()
                .build();
        try {
            return catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> FeatureServiceGrpc.newBlockingStub(channel)
                            .getOnlineFeatures(GetOnlineFeaturesRequest.getDefaultInstance()));
        } finally {
            channel.shutdownNow();
            server.shutdownNow().awaitTermination();
        }
    }

    private static long timed(PrometheusRegistry registry) {
        return registry.scrape("asof_call_duration_seconds"::equals).stream()
                .flatMap(snapshot -> ((HistogramSnapshot) snapshot).getDataPoints().stream())
                .mapToLong(HistogramDataPointSnapshot::getCount)
                .sum();
    }

    private static void assertSaysSo(StatusRuntimeException refusal) {
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refusal.getStatus().getDescription()).startsWith("Cannot answer the request now");
        Metadata trailers = Objects.requireNonNull(refusal.getTrailers());
        assertThat(Objects.requireNonNull(trailers.get(ErrorTrailer.KEY)).getCode())
                .isEqualTo(ErrorCode.OVERLOADED.name());
    }

    @Test
    void aLookupIsRefusedBeforeItIsRead() throws Exception {
        assertSaysSo(failure(new Full(true)));
        assertThat(timed).isZero();
    }

    @Test
    void aLookupForWhichThereIsNoThreadIsRefused() throws Exception {
        assertSaysSo(failure(new Full(false)));
        assertThat(timed).isZero();
    }

    @Test
    void aLookupThatFailsIsTimed() throws Exception {
        assertThat(failure(LookupQueue.IMMEDIATE).getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(timed).isOne();
    }
}
