package dev.asof.cli.client;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.grpc.CallCredentials;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a server is reached that asks for more than a connection.
 *
 * @param authorities who vouches for the server, in PEM; without it nothing is encrypted
 * @param certificate what this client shows, where the server asks for it
 * @param token who calls
 */
public record ClientSecurity(Optional<Path> authorities, Optional<Identity> certificate, Optional<String> token) {
    /** Plain text, and nobody asks. */
    public static final ClientSecurity NONE = new ClientSecurity(Optional.empty(), Optional.empty(), Optional.empty());

    /** A certificate and its key, in PEM files. */
    public record Identity(Path certificate, Path key) {}

    ChannelCredentials channel() {
        if (authorities.isEmpty()) {
            return InsecureChannelCredentials.create();
        }
        try {
            TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder()
                    .trustManager(authorities.get().toFile());
            if (certificate.isPresent()) {
                tls.keyManager(
                        certificate.get().certificate().toFile(),
                        certificate.get().key().toFile());
            }
            return tls.build();
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot read the certificates for the server: " + FileProblem.reason(e, authorities.get()) + ".",
                    e);
        }
    }

    Optional<CallCredentials> calls() {
        return token.map(Bearer::new);
    }

    private static final class Bearer extends CallCredentials {
        private static final Metadata.Key<String> AUTHORIZATION =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        private final String token;

        Bearer(String token) {
            this.token = token;
        }

        @Override
        public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier applier) {
            try {
                Metadata headers = new Metadata();
                headers.put(AUTHORIZATION, "Bearer " + token);
                applier.apply(headers);
            } catch (RuntimeException e) {
                applier.fail(Status.UNAUTHENTICATED.withCause(e));
            }
        }
    }
}
