package dev.asof.client;

import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.QuestionTimes;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.NameResolverRegistry;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks Asof servers for features. Every call has a deadline; one that a server could not take (UNAVAILABLE) is tried again,
 * and nothing else is; several servers are asked in turns. Thread-safe: one client serves a whole program.
 */
public final class FeatureClient implements AutoCloseable {
    private static final int LARGEST_ANSWER_BYTES = 256 << 20;

    private final ManagedChannel channel;
    private final FeatureServiceGrpc.FeatureServiceBlockingStub features;
    private final Duration deadline;
    private final int rowsPerCall;

    private FeatureClient(ManagedChannel channel, Builder builder) {
        this.channel = channel;
        this.deadline = builder.deadline;
        this.rowsPerCall = builder.rowsPerCall;
        Metadata headers = new Metadata();
        builder.token.ifPresent(token ->
                headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token));
        this.features = FeatureServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /**
     * A client of these servers, each {@code host:port}. With TLS each shows a certificate of the name by which it is listed.
     *
     * @throws IllegalArgumentException if one is not {@code host:port}
     */
    public static Builder to(String... servers) {
        return new Builder(List.of(servers));
    }

    /**
     * The features of a service as of now.
     *
     * @throws io.grpc.StatusRuntimeException if a server refuses, or none answers in time
     */
    public Features get(String service, Keys keys) {
        return get(service, 0, keys, QuestionTimes.getDefaultInstance());
    }

    /**
     * The features of a service. More entities than one call takes are asked for in several, each with a deadline and a
     * snapshot of its own.
     *
     * @param version 0 for the newest that is applied
     * @param times empty for now; with the times of an answer, the same answer again
     * @throws io.grpc.StatusRuntimeException if a server refuses, or none answers in time
     */
    public Features get(String service, int version, Keys keys, QuestionTimes times) {
        List<GetOnlineFeaturesResponse> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(keys.size(), from + rowsPerCall);
            parts.add(features.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                    .getOnlineFeatures(GetOnlineFeaturesRequest.newBuilder()
                            .setFeatureService(FeatureServiceRef.newBuilder()
                                    .setName(service)
                                    .setVersion(version))
                            .setRows(keys.rows(from, to))
                            .setTimes(times)
                            .build()));
            from = to;
        } while (from < keys.size());
        return new Features(parts, rowsPerCall);
    }

    /** For calls that this class has no method for: generated stubs take it. */
    public ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** How to reach the servers. Not thread-safe. */
    public static final class Builder {
        private final ListedServers servers;
        private Optional<Path> authorities = Optional.empty();
        private Optional<Path> certificate = Optional.empty();
        private Optional<Path> key = Optional.empty();
        private Optional<String> token = Optional.empty();
        private Duration deadline = Duration.ofSeconds(1);
        private int rowsPerCall = 1_000;

        private Builder(List<String> servers) {
            if (servers.isEmpty()) {
                throw new IllegalArgumentException("No server is named");
            }
            this.servers = new ListedServers(servers);
        }

        /** Encrypts, and trusts the servers that these authorities vouch for, a PEM file. */
        public Builder tls(Path trusted) {
            this.authorities = Optional.of(trusted);
            return this;
        }

        /** Shows servers a certificate, PEM files; needs {@link #tls}. */
        public Builder certificate(Path certificateFile, Path keyFile) {
            this.certificate = Optional.of(certificateFile);
            this.key = Optional.of(keyFile);
            return this;
        }

        /** Bears a token. */
        public Builder token(String bearer) {
            this.token = Optional.of(bearer);
            return this;
        }

        /** How long each call may take, tries included; a second if not given. */
        public Builder deadline(Duration longest) {
            this.deadline = longest;
            return this;
        }

        /** How many entities one call asks for at most; 1,000 if not given, servers take up to 10,000. */
        public Builder rowsPerCall(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("A call cannot ask for " + most + " entities");
            }
            this.rowsPerCall = most;
            return this;
        }

        /** The client; its first call connects. */
        public FeatureClient build() {
            NameResolverRegistry resolvers = new NameResolverRegistry();
            resolvers.register(servers);
            ManagedChannelBuilder<?> channel = Grpc.newChannelBuilder(servers.target(), credentials())
                    .nameResolverFactory(resolvers.asFactory())
                    .defaultServiceConfig(serviceConfig())
                    .maxInboundMessageSize(LARGEST_ANSWER_BYTES)
                    .keepAliveTime(30, TimeUnit.SECONDS)
                    .keepAliveTimeout(5, TimeUnit.SECONDS)
                    .keepAliveWithoutCalls(true);
            return new FeatureClient(channel.build(), this);
        }

        private ChannelCredentials credentials() {
            if (authorities.isEmpty()) {
                return InsecureChannelCredentials.create();
            }
            try {
                TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder()
                        .trustManager(authorities.get().toFile());
                if (certificate.isPresent() && key.isPresent()) {
                    tls.keyManager(certificate.get().toFile(), key.get().toFile());
                }
                return tls.build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, Object> serviceConfig() {
            Map<String, Object> retries = Map.of(
                    "maxAttempts",
                    4.0,
                    "initialBackoff",
                    "0.01s",
                    "maxBackoff",
                    "0.2s",
                    "backoffMultiplier",
                    3.0,
                    "retryableStatusCodes",
                    List.of("UNAVAILABLE"));
            return Map.of(
                    "loadBalancingConfig", List.of(Map.of("round_robin", Map.of())),
                    "methodConfig",
                            List.of(Map.of(
                                    "name",
                                    List.of(Map.of("service", FeatureServiceGrpc.SERVICE_NAME)),
                                    "retryPolicy",
                                    retries)));
        }
    }
}
