package dev.asof.online.server;

import dev.asof.online.OnlineStore;
import dev.asof.online.access.AccessCheck;
import dev.asof.online.access.ServerTls;
import dev.asof.online.access.TokenFile;
import dev.asof.online.grpc.GrpcServices;
import dev.asof.online.metrics.CallSpans;
import dev.asof.online.metrics.OperationsEndpoint;
import dev.asof.online.metrics.ServerMetrics;
import dev.asof.online.wire.ServerInfo;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An online store that answers over gRPC, with health and reflection. Thread-safe.
 *
 * <p>Stopping drains: health says NOT_SERVING, new calls are turned away, running ones finish, accepted events are
 * archived, and the store is closed.
 */
public final class OnlineServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnlineServer.class);

    private static final Duration WARM_UP = Duration.ofMillis(1_200);

    private final OnlineStore store;
    private final ServerOptions options;
    private final InetAddress address;
    private final Optional<ServerTls> tls;
    private final Optional<TokenFile> tokens;
    private final ServerMetrics metrics;
    private final List<String> names = new ArrayList<>();
    private Optional<OperationsEndpoint> http = Optional.empty();
    private volatile boolean isReady;
    private final HealthStatusManager health = new HealthStatusManager();
    private final ServerThreads threads;
    private final Server server;
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Loads the native libraries that a server takes on another thread, so that the rest of a start needn't wait for them. Where that fails,
     * it is told of where they are needed, and not at all where the process ends before.
     */
    public static void loadLibrariesBeside() {
        Thread.ofPlatform()
                .name("asof-libraries")
                .daemon()
                .uncaughtExceptionHandler((thread, failure) -> {})
                .start(() -> {
                    OnlineStore.loadLibrary();
                    Epoll.isAvailable();
                });
    }

    /**
     * Starts to answer. From now on the server owns the store and closes it; if it cannot start, the store is closed too.
     *
     * @throws AsofException INVALID_ARGUMENT if the address is not of this machine alone and {@code options} don't allow
     *     that; IO_FAILED if it cannot be listened on
     */
    public static OnlineServer start(OnlineStore store, ServerOptions options, InstantSource wallClock) {
        boolean isStarted = false;
        try {
            OnlineStore.mergeBehindAllElse();
            OnlineServer server = new OnlineServer(store, options, wallClock);
            server.open();
            isStarted = true;
            return server;
        } finally {
            if (!isStarted) {
                store.close();
            }
        }
    }

    private OnlineServer(OnlineStore store, ServerOptions options, InstantSource wallClock) {
        this.store = store;
        this.options = options;
        this.address = allowed(options);
        this.tls = options.tls().map(ServerTls::of);
        this.tokens = options.tokens().map(TokenFile::open);
        this.metrics = new ServerMetrics(store, options.slowCall(), wallClock);
        this.threads = new ServerThreads(
                store::fileBytes, () -> metrics.unreadBytes() > options.limits().unreadBytes());
        ServerInfo info =
                new ServerInfo(options.version(), ProcessHandle.current().pid(), wallClock.instant());
        List<BindableService> services = GrpcServices.of(store, info, threads.executors());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(address, options.port()),
                        tls.map(ServerTls::grpc).orElseGet(InsecureServerCredentials::create))
                .maxInboundMessageSize(options.maxMessageBytes())
                .maxConcurrentCallsPerConnection(options.limits().callsPerConnection())
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addStreamTracerFactory(metrics.calls())
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance());
        options.tracing().ifPresent(telemetry -> builder.addStreamTracerFactory(new CallSpans(telemetry)));
        tokens.ifPresent(known -> builder.intercept(new AccessCheck(known)));
        services.forEach(builder::addService);
        services.forEach(service ->
                names.add(service.bindService().getServiceDescriptor().getName()));
        setHealth(ServingStatus.NOT_SERVING);
        threads.use(builder);
        this.server = builder.build();
    }

    private void setHealth(ServingStatus status) {
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        names.forEach(name -> health.setStatus(name, status));
    }

    /** The address that is asked for, unless it is one that others could reach unasked. */
    private static InetAddress allowed(ServerOptions options) {
        InetAddress address;
        try {
            address = InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot listen on '" + options.host() + "': there is no such address.",
                    e);
        }
        if (!address.isLoopbackAddress()
                && options.exposure() == ServerOptions.Exposure.LOOPBACK
                && !options.isSecure()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot listen on '" + options.host()
                            + "': other machines could reach it without TLS or unasked who"
                            + " they are. Give it a certificate and tokens or authorities of clients, listen on"
                            + " 127.0.0.1, or allow it with --insecure.");
        }
        return address;
    }

    private void open() {
        boolean isOpen = false;
        try {
            listen();
            isOpen = true;
        } finally {
            if (!isOpen) {
                release();
            }
        }
    }

    /** Over HTTP it is told from the start how things are; calls are taken, and all is well, once lookups have been warmed up. */
    private void listen() {
        try {
            options.httpPort().ifPresent(this::listenToHttp);
            warmUp(WARM_UP);
            server.start();
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot listen on " + options.host() + ":" + options.port() + ": " + rootMessage(e)
                            + ". Choose another port, or stop what uses it.",
                    e);
        }
        store.announce(address());
        setHealth(ServingStatus.SERVING);
        isReady = true;
    }

    /**
     * Answers requests that nobody made, as it does before it is ready, for some more time, or until the thread is interrupted.
     *
     * @return how many were answered; 0 if no feature service is ready, nothing is stored, or the log says what failed
     */
    public long warmUp(Duration time) {
        return WarmUpServer.run(store, threads, time);
    }

    private void listenToHttp(int port) {
        http = Optional.of(OperationsEndpoint.start(address, port, tls, tokens, metrics, this::readiness));
    }

    private OperationsEndpoint.Readiness readiness() {
        if (isStopping.get()) {
            return new OperationsEndpoint.Readiness(false, "not ready: stopping");
        }
        if (!isReady) {
            return new OperationsEndpoint.Readiness(false, "not ready: starting");
        }
        if (!store.isOpen()) {
            return new OperationsEndpoint.Readiness(false, "not ready: the storage engine could not be opened anew");
        }
        return new OperationsEndpoint.Readiness(
                true,
                store.isWritable()
                        ? "ready"
                        : "ready, but degraded: the store cannot be written until the server is started again with a disk that takes"
                                + " writes; questions are answered from what is there");
    }

    private void release() {
        threads.close();
        tls.ifPresent(ServerTls::close);
        tokens.ifPresent(TokenFile::close);
        http.ifPresent(OperationsEndpoint::close);
    }

    /** The port for HTTP; empty if there is none. */
    public OptionalInt httpPort() {
        return http.map(endpoint -> OptionalInt.of(endpoint.port())).orElseGet(OptionalInt::empty);
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : rootMessage(cause);
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Where it answers, as {@code host:port}. */
    public String address() {
        return (options.host().contains(":") ? "[" + options.host() + "]" : options.host()) + ":" + port();
    }

    /** Waits until it has stopped. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Drains, archives and closes, once; a second call waits for the first. */
    @Override
    public void close() {
        if (isStopping.compareAndSet(false, true)) {
            try {
                drain();
            } finally {
                store.close();
                stopped.countDown();
            }
        } else {
            waitQuietly();
        }
    }

    private void drain() {
        health.enterTerminalState();
        server.shutdown();
        try {
            if (!server.awaitTermination(options.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Calls that were still running after {} are broken off", options.drain());
                server.shutdownNow();
                server.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        release();
    }

    private void waitQuietly() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
