package dev.asof.online.server;

import dev.asof.online.OnlineStore;
import dev.asof.online.grpc.GrpcServices;
import dev.asof.online.grpc.ServingWarmUp;
import dev.asof.online.metrics.ServerMetrics;
import dev.asof.online.wire.ServerInfo;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of the same services on the same threads, for this machine alone and only while a server warms up: what the virtual machine
 * compiles for it, it has compiled for all. It answers nobody but who shows a key that is made anew each time.
 */
final class WarmUpServer {
    private static final Metadata.Key<String> KEY =
            Metadata.Key.of(ServingWarmUp.KEY_HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private static final Logger LOG = LoggerFactory.getLogger(WarmUpServer.class);

    private WarmUpServer() {}

    /** A server that can't warm up is slow at first, and no worse: it only says so. Returns how many requests were answered. */
    static long run(OnlineStore store, ServerThreads threads, Duration time) {
        String key = UUID.randomUUID().toString();
        Server server = server(store, threads, key);
        long answered = 0;
        try {
            server.start();
            answered = ServingWarmUp.run(store, time, server.getPort(), key, threads.ofNetwork());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The first answers will take longer: the warm-up failed: {}", e.getMessage());
        } finally {
            stop(server);
        }
        // What was loaded meanwhile leaves the room for what is new: else the first collection moves it while somebody
        // waits.
        System.gc();
        return answered;
    }

    private static Server server(OnlineStore store, ServerThreads threads, String key) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .addStreamTracerFactory(ServerMetrics.untold())
                .intercept(new KeyCheck(key));
        threads.use(builder);
        GrpcServices.of(store, new ServerInfo("", ProcessHandle.current().pid(), Instant.EPOCH), threads.executors())
                .forEach(builder::addService);
        return builder.build();
    }

    private static void stop(Server server) {
        server.shutdownNow();
        try {
            server.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets through who shows the key. */
    private record KeyCheck(String key) implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String shown = headers.get(KEY);
            if (shown != null && MessageDigest.isEqual(bytes(shown), bytes(key))) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED, new Metadata());
            return new ServerCall.Listener<>() {};
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
