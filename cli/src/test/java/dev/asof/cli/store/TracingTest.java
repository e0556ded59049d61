package dev.asof.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracingTest {
    @Test
    void nothingIsTracedWhereNobodyAsksForIt() {
        assertThat(Tracing.of(Map.of())).isEmpty();
        assertThat(Tracing.of(Map.of("OTEL_SERVICE_NAME", "features"))).isEmpty();
        assertThat(Tracing.of(Map.of("OTEL_TRACES_EXPORTER", "none"))).isEmpty();
    }

    @Test
    void spansGoToTheCollectorThatTheEnvironmentNames() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
            received.add(exchange.getRequestURI() + " " + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (Tracing tracing =
                Tracing.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)).orElseThrow()) {
            tracing.telemetry()
                    .getTracer("test")
                    .spanBuilder("a call")
                    .startSpan()
                    .end();
        } finally {
            String sent = received.poll(10, TimeUnit.SECONDS);
            collector.stop(0);
            assertThat(sent).startsWith("/v1/traces ").contains("a call", "asof");
        }
    }
}
