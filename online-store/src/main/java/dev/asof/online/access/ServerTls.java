package dev.asof.online.access;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's certificate, and who vouches for its clients. Changed files are read again within seconds, a certificate and its key
 * once both have changed; what cannot be read leaves what was there in force. Thread-safe.
 */
public final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final TlsFiles files;
    private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
    private final Optional<AdvancedTlsX509TrustManager> clients;
    private final ChangedFiles changed;
    private Changes known;

    /** When the files were changed. */
    private record Changes(FileTime certificate, FileTime key, Optional<FileTime> clientAuthorities) {
        static Changes of(TlsFiles files) throws IOException {
            return new Changes(
                    Files.getLastModifiedTime(files.certificate()),
                    Files.getLastModifiedTime(files.key()),
                    files.clientAuthorities().isPresent()
                            ? Optional.of(Files.getLastModifiedTime(
                                    files.clientAuthorities().get()))
                            : Optional.empty());
        }
    }

    private ServerTls(TlsFiles files) throws IOException, GeneralSecurityException {
        this.files = files;
        this.known = Changes.of(files);
        readIdentity();
        this.clients = files.clientAuthorities().isPresent() ? Optional.of(trust()) : Optional.empty();
        readAuthorities();
        this.changed = ChangedFiles.watch(
                "The certificate " + files.certificate() + " and the authorities of clients", this::readChanged);
    }

    /** @throws AsofException INVALID_ARGUMENT if the files hold no certificate and key in PEM */
    public static ServerTls of(TlsFiles files) {
        try {
            return new ServerTls(files);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use certificate " + files.certificate() + " with key " + files.key() + ": "
                            + ChangedFiles.reason(e)
                            + ". Both have to be PEM files, the key PKCS #8.",
                    e);
        }
    }

    private static AdvancedTlsX509TrustManager trust() throws GeneralSecurityException {
        return AdvancedTlsX509TrustManager.newBuilder()
                .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                .build();
    }

    private void readIdentity() throws IOException, GeneralSecurityException {
        identity.updateIdentityCredentials(
                files.certificate().toFile(), files.key().toFile());
    }

    private void readAuthorities() throws IOException, GeneralSecurityException {
        if (clients.isPresent()) {
            clients.get()
                    .updateTrustCredentials(
                            files.clientAuthorities().orElseThrow().toFile());
        }
    }

    /** Takes up what has changed. */
    void readAgain() {
        changed.read();
    }

    private void readChanged() throws IOException, GeneralSecurityException {
        Changes now = Changes.of(files);
        if (!now.certificate().equals(known.certificate()) && !now.key().equals(known.key())) {
            readIdentity();
            known = new Changes(now.certificate(), now.key(), known.clientAuthorities());
            LOG.info("Read the certificate {} and its key again", files.certificate());
        }
        if (!now.clientAuthorities().equals(known.clientAuthorities())) {
            readAuthorities();
            known = new Changes(known.certificate(), known.key(), now.clientAuthorities());
            LOG.info("Read the authorities of clients again");
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
        changed.close();
    }
}
