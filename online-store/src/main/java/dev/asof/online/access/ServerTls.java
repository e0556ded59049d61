package dev.asof.online.access;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Encrypts with the certificate in some files, which are read again when they change. Thread-safe. */
public final class ServerTls implements AutoCloseable {
    /** The least that the library takes. */
    private static final long SECONDS_BETWEEN_READS = 60;

    private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
    private final Optional<AdvancedTlsX509TrustManager> clients;
    private final ScheduledExecutorService reader;

    private ServerTls(TlsFiles files) throws IOException, GeneralSecurityException {
        reader = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("asof-tls-reader").daemon().factory());
        identity.updateIdentityCredentials(
                files.certificate().toFile(), files.key().toFile(), SECONDS_BETWEEN_READS, TimeUnit.SECONDS, reader);
        if (files.clientAuthorities().isEmpty()) {
            clients = Optional.empty();
            return;
        }
        AdvancedTlsX509TrustManager trust = AdvancedTlsX509TrustManager.newBuilder()
                .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                .build();
        trust.updateTrustCredentials(
                files.clientAuthorities().get().toFile(), SECONDS_BETWEEN_READS, TimeUnit.SECONDS, reader);
        clients = Optional.of(trust);
    }

    /** @throws AsofException INVALID_ARGUMENT if the files hold no certificate and key in PEM */
    public static ServerTls of(TlsFiles files) {
        try {
            return new ServerTls(files);
        } catch (IOException | GeneralSecurityException e) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use certificate " + files.certificate() + " with key " + files.key() + ": " + e.getMessage()
                            + ". Both have to be PEM files, the key PKCS #8.",
                    e);
        }
    }

    /** For gRPC; clients have to show a certificate where authorities for them are given. */
    public ServerCredentials grpc() {
        TlsServerCredentials.Builder credentials =
                TlsServerCredentials.newBuilder().keyManager(identity);
        clients.ifPresent(trust -> credentials.trustManager(trust).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE));
        return credentials.build();
    }

    /** Whether clients have to show a certificate. */
    public boolean asksClients() {
        return clients.isPresent();
    }

    /** For HTTP. */
    public SSLContext http() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {identity},
                    clients.map(trust -> new TrustManager[] {trust}).orElse(null),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
