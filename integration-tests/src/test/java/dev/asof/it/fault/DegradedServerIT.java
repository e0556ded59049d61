package dev.asof.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asof.it.answer.WireAnswers;
import dev.asof.it.oracle.Answer;
import dev.asof.it.process.ServerProcess;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk takes no more: the system lets it write to no file any longer. */
class DegradedServerIT {
    private static final long SEED = 4711;
    private static final int BATCHES = 20;

    @TempDir
    private Path repository;

    private final EventStream orders = new EventStream(Shop.ORDER_SOURCE, "web", SEED);

    @Test
    void whatIsThereIsAnsweredAndNothingIsLost() throws Exception {
        assumeTrue(run("prlimit", "--version") == 0, "There is no prlimit here: SKIPPED");
        Shop.write(repository);
        int httpPort = freePort();
        List<List<Answer>> before;
        try (ServerProcess server =
                ServerProcess.start(repository, Map.of("ASOF_HTTP_PORT", Integer.toString(httpPort)))) {
            for (int batch = 0; batch < BATCHES; batch++) {
                send(server);
            }
            before = ask(server);
            assertThat(get(httpPort, "/readyz")).isEqualTo("ready\n");
            assertThat(run("prlimit", "--pid", Long.toString(server.pid()), "--fsize=1"))
                    .isZero();
            assertThatThrownBy(() -> send(server))
                    .isInstanceOfSatisfying(
                            AsofException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.IO_FAILED));
            assertThat(get(httpPort, "/readyz")).startsWith("ready, but degraded");
            assertThat(get(httpPort, "/metrics")).contains("asof_store_writable 0.0");
            assertThat(ask(server)).isEqualTo(before);
        }
        try (ServerProcess server = ServerProcess.start(repository)) {
            assertThat(ask(server)).isEqualTo(before);
            send(server);
            assertThat(orders.acknowledged()).isEqualTo(orders.sent().size());
        }
    }

    /** Sends a batch, or the one that was not acknowledged. */
    private void send(ServerProcess server) {
        server.client().ingest(Shop.ORDERS, orders.producer(), orders.acknowledged() + 1L, orders.next());
        orders.acknowledge();
    }

    /** About the accounts that were sent first. */
    private static List<List<Answer>> ask(ServerProcess server) {
        long[] accounts = {0, 1, 2, 3, 4, 5, 6, 7};
        ColumnBatch keys = new ColumnBatch(
                new Schema(List.of(new Field("account", ScalarType.INT64))),
                List.of(new LongColumn(ScalarType.INT64, accounts)),
                accounts.length);
        return WireAnswers.of(server.client().get("shop", 1, keys, QuestionTimes.NOW));
    }

    private static String get(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException notThere) {
            return -1;
        }
    }
}
