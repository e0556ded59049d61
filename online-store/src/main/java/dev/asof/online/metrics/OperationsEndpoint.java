package dev.asof.online.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.asof.online.access.AccessCheck;
import dev.asof.online.access.ServerTls;
import dev.asof.online.access.TokenFile;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;

/**
 * Answers over HTTP what operating a server needs: {@code /metrics} for Prometheus, {@code /healthz} whether the process is
 * alive, and {@code /readyz} whether it answers questions, with a word on what does not work. Whoever connects has seconds
 * to send a request, and there are only so many connections. Thread-safe.
 */
public final class OperationsEndpoint implements AutoCloseable {
    /** Beyond this many connections at a time, more are closed at once. */
    private static final int MOST_CONNECTIONS = 100;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    /** Of the JDK's server, which takes them as it is loaded; times are in seconds. What was set before stands. */
    private static final Map<String, Integer> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", 5,
            "sun.net.httpserver.maxRspTime", 60,
            "jdk.httpserver.maxConnections", MOST_CONNECTIONS);

    static {
        LIMITS.forEach((limit, value) -> {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, value.toString());
            }
        });
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * Whether a server answers.
     *
     * @param text a word for people
     */
    public record Readiness(boolean isReady, String text) {}

    private OperationsEndpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to answer.
     *
     * @param tokens where given, {@code /metrics} needs one of any role
     * @throws AsofException IO_FAILED if the address cannot be listened on
     */
    public static OperationsEndpoint start(
            InetAddress address,
            int port,
            Optional<ServerTls> tls,
            Optional<TokenFile> tokens,
            ServerMetrics metrics,
            Supplier<Readiness> readiness) {
        HttpServer server;
        try {
            server = listen(new InetSocketAddress(address, port), tls);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot listen on port " + port + " for metrics: " + FileProblem.reason(e)
                            + ". Choose another with --http-port, or stop what uses it.",
                    e);
        }
        ExecutorService threads = threads();
        server.setExecutor(threads);
        server.createContext("/metrics", guarded(new MetricsHandler(metrics.registry()), tokens));
        server.createContext("/healthz", exchange -> answer(exchange, new Readiness(true, "alive")));
        server.createContext("/readyz", exchange -> answer(exchange, readiness.get()));
        server.createContext(
                "/", exchange -> write(exchange, NOT_FOUND, "not found: there are /metrics, /healthz and /readyz"));
        server.start();
        return new OperationsEndpoint(server, threads);
    }

    /** A request that is only half there holds a thread, but never the last one: there are as many as connections. */
    private static ExecutorService threads() {
        return new ThreadPoolExecutor(
                0,
                MOST_CONNECTIONS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name("asof-http-", 0).daemon().factory());
    }

    private static HttpServer listen(InetSocketAddress address, Optional<ServerTls> tls) throws IOException {
        if (tls.isEmpty()) {
            return HttpServer.create(address, 0);
        }
        HttpsServer server = HttpsServer.create(address, 0);
        boolean asksClients = tls.get().asksClients();
        server.setHttpsConfigurator(new HttpsConfigurator(tls.get().http()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(asksClients);
                parameters.setSSLParameters(ssl);
            }
        });
        return server;
    }

    private static HttpHandler guarded(HttpHandler handler, Optional<TokenFile> tokens) {
        return exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (tokens.isPresent()
                    && AccessCheck.role(tokens.get(), authorization).isEmpty()) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                write(exchange, UNAUTHORIZED, "a token is needed");
            } else {
                handler.handle(exchange);
            }
        };
    }

    private static void answer(HttpExchange exchange, Readiness readiness) throws IOException {
        write(exchange, readiness.isReady() ? OK : UNAVAILABLE, readiness.text());
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
