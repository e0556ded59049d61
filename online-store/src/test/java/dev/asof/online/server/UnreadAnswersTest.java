package dev.asof.online.server;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.Int64Array;
import dev.asof.v1.NamedColumn;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks and doesn't read the answers is held up before they fill the memory. An answer here has some 100 kB. */
@Timeout(120)
class UnreadAnswersTest {
    private static final int ROWS = 100;
    private static final int CALLS = 400;
    private static final int LIMIT = 50;
    private static final int ANSWER_BYTES = 100_000;

    /** What the sockets of both ends take in before the server's own memory does. */
    private static final int IN_SOCKETS = 8_000_000 / ANSWER_BYTES;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ClientLimits NONE = new ClientLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    private static final String METHOD =
            FeatureServiceGrpc.getGetOnlineFeaturesMethod().getFullMethodName();

    @TempDir
    Path folder;

    private OnlineFixture fixture;
    private OnlineStore store;

    @BeforeEach
    void open() {
        fixture = new OnlineFixture(folder);
        store = fixture.open();
        OnlineFixture.load(store);
        OnlineFixture.ingest(store, OnlineFixture.payments().row(1, 7, "z".repeat(ANSWER_BYTES / ROWS), NOW, 1.0));
    }

    private OnlineServer serve(ClientLimits limits) {
        return OnlineServer.start(store, ServerOptions.onLoopback(0, "1.2.3").withLimits(limits), fixture.clock());
    }

    private static GetOnlineFeaturesRequest request() {
        return GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(FeatureServiceRef.newBuilder().setName("risk"))
                .setRows(ColumnBatch.newBuilder()
                        .addColumns(NamedColumn.newBuilder()
                                .setName("customer_id")
                                .setValues(Column.newBuilder()
                                        .setInt64S(
                                                Int64Array.newBuilder().addAllValues(Collections.nCopies(ROWS, 7L))))))
                .build();
    }

    private long answered() {
        return store.answered().values().stream()
                        .mapToLong(counts -> counts.values(ValueStatus.PRESENT))
                        .sum()
                / (3 * ROWS);
    }

    /** Sends one request after another, until one isn't answered; returns how many are. */
    private long askUntilHeldUp(RawConnection connection, int calls) throws Exception {
        byte[] request = request().toByteArray();
        long before = answered();
        for (int i = 0; i < calls; i++) {
            connection.ask(2 * i + 1, METHOD, request);
            connection.flush();
            long expected = before + i + 1;
            if (!holds(() -> answered() >= expected)) {
                break;
            }
        }
        return answered() - before;
    }

    private static boolean holds(BooleanSupplier condition) throws InterruptedException {
        long from = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - from > PATIENCE.toNanos()) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void aClientThatReadsNothingIsAnsweredNoMoreCallsThanAConnectionMayHave(int window) throws Exception {
        try (OnlineServer server = serve(new ClientLimits(LIMIT, Long.MAX_VALUE));
                RawConnection connection = new RawConnection(server.port(), window)) {
            assertThat(askUntilHeldUp(connection, CALLS)).isBetween((long) LIMIT, (long) LIMIT + IN_SOCKETS);
        }
    }

    /** What the limits are for: else nothing holds such a client up. */
    @Test
    void withoutLimitsAClientThatReadsNothingIsAnsweredWhateverItAsks() throws Exception {
        try (OnlineServer server = serve(NONE);
                RawConnection connection = new RawConnection(server.port(), Integer.MAX_VALUE)) {
            assertThat(askUntilHeldUp(connection, CALLS)).isEqualTo(CALLS);
        }
    }

    @Test
    void clientsThatReadNothingOnManyConnectionsAreRefusedTogether() throws Exception {
        int most = LIMIT * ANSWER_BYTES;
        List<RawConnection> connections = new ArrayList<>();
        try (OnlineServer server = serve(new ClientLimits(Integer.MAX_VALUE, most))) {
            long answered = 0;
            for (int i = 0; i < 8; i++) {
                RawConnection connection = new RawConnection(server.port(), 0);
                connections.add(connection);
                answered += askUntilHeldUp(connection, 10);
            }
            assertThat(answered).isBetween(LIMIT - 5L, LIMIT + 5L);
            assertThat(code(server)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            close(connections);
            assertThat(holds(() -> code(server) == Status.Code.OK)).isTrue();
        } finally {
            close(connections);
        }
    }

    private static void close(List<RawConnection> connections) throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }

    private static Status.Code code(OnlineServer server) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();
        try {
            FeatureServiceGrpc.newBlockingStub(channel).getOnlineFeatures(request());
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }
}
