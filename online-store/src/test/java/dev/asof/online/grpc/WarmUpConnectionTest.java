package dev.asof.online.grpc;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.wire.AnswerBytes.AnswerParts;
import dev.asof.online.wire.ServerInfo;
import dev.asof.registry.compute.value.ValueStatus;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WarmUpConnectionTest {
    private static final int ANSWERS = 1_000;

    @TempDir
    Path folder;

    private OnlineStore store;
    private Server server;

    @BeforeEach
    void serve() throws Exception {
        store = new OnlineFixture(folder).open();
        OnlineFixture.load(store);
        OnlineFixture.ingest(store, OnlineFixture.payments().row(1, 7, "zoo", NOW, 1.0));
        NettyServerBuilder builder = NettyServerBuilder.forPort(0).directExecutor();
        GrpcServices.of(
                        store,
                        new ServerInfo("1.2.3", 4711, Instant.EPOCH),
                        new CallExecutors(LookupQueue.IMMEDIATE, Runnable::run, Runnable::run))
                .forEach(builder::addService);
        server = builder.build().start();
    }

    @AfterEach
    void stop() throws Exception {
        server.shutdownNow().awaitTermination();
        store.close();
    }

    private long answered() {
        return store.answered().values().stream()
                .mapToLong(counts -> counts.values(ValueStatus.PRESENT))
                .sum();
    }

    @Test
    void requestsAreAnsweredOneAfterAnother() throws Exception {
        byte[] message = ServingWarmUp.message(
                store.madeUpRequests(() -> false).aboutNow().getFirst(), new AnswerParts(true, false));
        try (WarmUpConnection connection = new WarmUpConnection(server.getPort(), "any")) {
            for (int i = 0; i < ANSWERS; i++) {
                connection.send(message);
                connection.awaitAnswers();
            }
            assertThat(connection.answered()).isEqualTo(ANSWERS);
        }
        assertThat(answered()).isGreaterThanOrEqualTo(ANSWERS);
    }

    @Test
    void aWarmUpEndsWhereItsThreadIsInterrupted() throws Exception {
        long from = System.nanoTime();
        Thread.currentThread().interrupt();
        long answered = ServingWarmUp.run(store, Duration.ofMinutes(1), server.getPort(), "any", 2);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answered).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aWarmUpLeavesNoCounts() throws Exception {
        assertThat(ServingWarmUp.run(store, Duration.ofMillis(100), server.getPort(), "any", 2))
                .isPositive();
        assertThat(answered()).isZero();
    }

    /** A server that takes connections and says nothing. */
    @Test
    void whoIsNotAnsweredGivesUp() throws Exception {
        Duration patience = Duration.ofMillis(200);
        long from = System.nanoTime();
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WarmUpConnection connection = new WarmUpConnection(mute.getLocalPort(), "any", patience)) {
            connection.send(new byte[1]);
            assertThatThrownBy(connection::awaitAnswers).isInstanceOf(SocketTimeoutException.class);
            assertThat(connection.answered()).isZero();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(patience);
    }

    @Test
    void aWarmUpGivesUpWhoDoesNotAnswer() throws Exception {
        long from = System.nanoTime();
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ServingWarmUp.run(store, Duration.ofMillis(10), mute.getLocalPort(), "any", 1))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from))
                .isBetween(WarmUpConnection.PATIENCE, WarmUpConnection.PATIENCE.multipliedBy(2));
    }

    @Test
    void requestsThatAreRefusedHaveEnded() throws Exception {
        try (WarmUpConnection connection = new WarmUpConnection(server.getPort(), "any")) {
            connection.send(new byte[] {-1});
            connection.awaitAnswers();
            assertThat(connection.answered()).isZero();
        }
        assertThat(answered()).isZero();
    }
}
