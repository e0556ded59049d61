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
 * A server's certificate, and who vouches for its clients. Changed files are read again within seconds; a certificate is taken up with
 * the key that is its own, so that one which is replaced waits for its key. What cannot be read leaves what was there in force.
 * Thread-safe.
 */
public final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final TlsFiles files;
    private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
    private final Optional<AdvancedTlsX509TrustManager> clients;
    private final ChangedFiles changedIdentity;
    private final ChangedFiles changedAuthorities;
    private IdentityChanges knownIdentity;
    private Optional<FileTime> knownAuthorities;

    /** When the certificate and its key were changed. */
    private record IdentityChanges(FileTime certificate, FileTime key) {
        static IdentityChanges of(TlsFiles files) throws IOException {
            return new IdentityChanges(
                    Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
        }
    }

    private ServerTls(TlsFiles files) throws IOException, GeneralSecurityException {
        this.files = files;
        this.knownIdentity = IdentityChanges.of(files);
        this.knownAuthorities = authoritiesChanged();
        readIdentity();
        this.clients = files.clientAuthorities().isPresent() ? Optional.of(trust()) : Optional.empty();
        readAuthorities();
        this.changedIdentity = ChangedFiles.watch(
                "The certificate " + files.certificate() + " and its key", this::readChangedIdentity);
        this.changedAuthorities = ChangedFiles.watch("The authorities of clients", this::readChangedAuthorities);
    }

    /** @throws AsofException INVALID_ARGUMENT if the files hold no certificate and its key in PEM */
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
        KeyedCertificate read = KeyedCertificate.read(files);
        identity.updateIdentityCredentials(read.chain(), read.key());
    }

    private void readAuthorities() throws IOException, GeneralSecurityException {
        if (clients.isPresent()) {
            clients.get()
                    .updateTrustCredentials(
                            files.clientAuthorities().orElseThrow().toFile());
        }
    }

    private Optional<FileTime> authoritiesChanged() throws IOException {
        return files.clientAuthorities().isPresent()
                ? Optional.of(
                        Files.getLastModifiedTime(files.clientAuthorities().get()))
                : Optional.empty();
    }

    /** Takes up what has changed. */
    void readAgain() {
        changedIdentity.read();
        changedAuthorities.read();
    }

    private void readChangedIdentity() throws IOException, GeneralSecurityException {
        IdentityChanges now = IdentityChanges.of(files);
        if (!now.equals(knownIdentity)) {
            readIdentity();
            knownIdentity = now;
            LOG.info("Read the certificate {} and its key again", files.certificate());
        }
    }

    private void readChangedAuthorities() throws IOException, GeneralSecurityException {
        Optional<FileTime> now = authoritiesChanged();
        if (!now.equals(knownAuthorities)) {
            readAuthorities();
            knownAuthorities = now;
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
        changedIdentity.close();
        changedAuthorities.close();
    }
}
