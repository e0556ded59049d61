package dev.asof.online.server;

import dev.asof.online.OnlineStore;
import dev.asof.online.grpc.GrpcServices;
import dev.asof.online.wire.ServerInfo;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
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

    private final OnlineStore store;
    private final ServerOptions options;
    private final HealthStatusManager health = new HealthStatusManager();
    private final ServerThreads threads;
    private final Server server;
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Starts to answer. From now on the server owns the store and closes it; if it cannot start, the store is closed too.
     *
     * @throws AsofException INVALID_ARGUMENT if the address is not of this machine alone and {@code options} don't allow
     *     that; IO_FAILED if it cannot be listened on
     */
    public static OnlineServer start(OnlineStore store, ServerOptions options, InstantSource wallClock) {
        boolean isStarted = false;
        try {
            OnlineServer server = new OnlineServer(store, options, wallClock);
            server.listen();
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
        InetAddress address = address(options);
        this.threads = new ServerThreads(store::fileBytes);
        ServerInfo info =
                new ServerInfo(options.version(), ProcessHandle.current().pid(), wallClock.instant());
        List<BindableService> services = GrpcServices.of(store, info, threads.executors());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(address, options.port()))
                .maxInboundMessageSize(options.maxMessageBytes())
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance());
        services.forEach(builder::addService);
        threads.use(builder);
        this.server = builder.build();
        services.forEach(service ->
                health.setStatus(service.bindService().getServiceDescriptor().getName(), ServingStatus.SERVING));
    }

    private static InetAddress address(ServerOptions options) {
        InetAddress address;
        try {
            address = InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot listen on '" + options.host() + "': there is no such address.",
                    e);
        }
        if (!address.isLoopbackAddress() && options.exposure() == ServerOptions.Exposure.LOOPBACK) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot listen on '" + options.host() + "': other machines could reach it, and Asof has no TLS yet."
                            + " Listen on 127.0.0.1, or allow it with --insecure.");
        }
        return address;
    }

    private void listen() {
        try {
            server.start();
        } catch (IOException e) {
            threads.close();
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot listen on " + options.host() + ":" + options.port() + ": " + rootMessage(e)
                            + ". Choose another port, or stop what uses it.",
                    e);
        }
        store.announce(address());
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
        threads.close();
    }

    private void waitQuietly() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
