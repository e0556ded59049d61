package dev.asof.online.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTlsTest {
    @TempDir
    Path folder;

    private Certificates first;
    private Certificates second;
    private TlsFiles files;

    @BeforeEach
    void make() throws IOException {
        first = Certificates.in(folder, "first");
        second = Certificates.in(folder, "second");
        files = new TlsFiles(folder.resolve("its.pem"), folder.resolve("its.key"), Optional.empty());
        Files.copy(first.certificate(), files.certificate());
        Files.copy(first.key(), files.key());
    }

    @Test
    void aChangedCertificateIsShownToWhoComesNext() throws Exception {
        try (ServerTls tls = ServerTls.of(files)) {
            assertThat(shown(tls)).isEqualTo("CN=first");
            replace(files.certificate(), second.certificate());
            replace(files.key(), second.key());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=second");
        }
    }

    @Test
    void aCertificateWaitsForItsKey() throws Exception {
        try (ServerTls tls = ServerTls.of(files)) {
            replace(files.certificate(), second.certificate());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=first");
            replace(files.key(), second.key());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=second");
        }
    }

    @Test
    void aCertificateThatIsRenewedUnderItsKeyIsTakenUp() throws Exception {
        try (ServerTls tls = ServerTls.of(files)) {
            replace(files.certificate(), first.renewed().certificate());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=renewed");
        }
    }

    @Test
    void aKeyOfAnotherCertificateLeavesTheOneInForce() throws Exception {
        Certificates third = Certificates.in(folder, "third");
        try (ServerTls tls = ServerTls.of(files)) {
            replace(files.certificate(), second.certificate());
            replace(files.key(), third.key());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=first");
            replace(files.key(), second.key());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=second");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        replace(files.key(), second.key());
        assertThatThrownBy(() -> ServerTls.of(files))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("its.pem")
                .hasMessageContaining("is not the certificate's");
    }

    @Test
    void authoritiesAreReadAgainWhateverBecameOfTheCertificate() throws Exception {
        Path authorities = folder.resolve("clients.pem");
        Files.copy(first.certificate(), authorities);
        TlsFiles mutual = new TlsFiles(files.certificate(), files.key(), Optional.of(authorities));
        try (ServerTls tls = ServerTls.of(mutual)) {
            Files.writeString(files.certificate(), "no certificate");
            later(files.certificate());
            replace(files.key(), second.key());
            replace(authorities, second.certificate());
            tls.readAgain();
            assertThat(shown(tls, Optional.of(second))).isEqualTo("CN=first");
        }
    }

    @Test
    void whatCannotBeReadLeavesTheCertificateInForce() throws Exception {
        try (ServerTls tls = ServerTls.of(files)) {
            Files.writeString(files.certificate(), "no certificate");
            Files.writeString(files.key(), "no key");
            later(files.certificate());
            later(files.key());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=first");
            Files.delete(files.key());
            tls.readAgain();
            assertThat(shown(tls)).isEqualTo("CN=first");
        }
    }

    @Test
    void changedAuthoritiesLetOtherClientsIn() throws Exception {
        Path authorities = folder.resolve("clients.pem");
        Files.copy(first.certificate(), authorities);
        TlsFiles mutual = new TlsFiles(files.certificate(), files.key(), Optional.of(authorities));
        try (ServerTls tls = ServerTls.of(mutual)) {
            assertThatThrownBy(() -> shown(tls, Optional.of(second))).isInstanceOf(SSLException.class);
            replace(authorities, second.certificate());
            tls.readAgain();
            assertThat(shown(tls, Optional.of(second))).isEqualTo("CN=first");
        }
    }

    @Test
    void filesWithoutACertificateAreRefused() throws Exception {
        Files.writeString(files.certificate(), "no certificate");
        assertThatThrownBy(() -> ServerTls.of(files))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("its.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MA==", "AAAA", "MAA=", "!!!!", "MIIB"})
    void aKeyThatIsNoneIsRefusedWithAReason(String key) throws Exception {
        Files.writeString(files.key(), "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> ServerTls.of(files))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining(files.key().toString())
                .hasMessageNotContaining("null");
    }

    private static void replace(Path file, Path with) throws IOException {
        Files.write(file, Files.readAllBytes(with));
        later(file);
    }

    /** Two changes within the clock's step would look like one. */
    private static void later(Path file) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5_000));
    }

    private String shown(ServerTls tls) throws Exception {
        return shown(tls, Optional.empty());
    }

    /** Who the server says that it is. */
    private String shown(ServerTls tls, Optional<Certificates> client) throws Exception {
        try (SSLServerSocket listening = (SSLServerSocket)
                tls.http().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(tls.asksClients());
            Thread server = Thread.ofVirtual().start(() -> answerOne(listening));
            try (SSLSocket socket = (SSLSocket) client(client)
                    .getSocketFactory()
                    .createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                socket.startHandshake();
                assertThat(socket.getInputStream().read()).isEqualTo('!');
                X509Certificate its = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return its.getSubjectX500Principal().getName();
            } finally {
                server.join();
            }
        }
    }

    private static void answerOne(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.getOutputStream().write('!');
        } catch (IOException turnedAway) {
            // The client is told, and tells.
        }
    }

    /** A client that trusts both certificates, and may show one. */
    private SSLContext client(Optional<Certificates> own) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        for (Certificates each : new Certificates[] {first, second}) {
            try (InputStream in = Files.newInputStream(each.certificate())) {
                trusted.setCertificateEntry(each.certificate().toString(), certificates.generateCertificate(in));
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.isPresent() ? own.get().keys() : trusted, Certificates.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
