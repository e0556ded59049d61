package dev.asof.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.ClientSecurity;
import dev.asof.cli.client.ServerAddress;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.access.TlsFiles;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever cannot call a server over TLS is told why, and what helps. */
class TlsRefusalTest {
    @TempDir
    private Path folder;

    private TlsIdentity its;
    private TlsIdentity others;

    @BeforeEach
    void makeCertificates() {
        its = TlsIdentity.make(folder, "its", "IP:127.0.0.1", "-1H");
        others = TlsIdentity.make(folder, "others", "IP:127.0.0.1", "-1H");
    }

    @Test
    void whoIsTrustedIsCalled() {
        withServer(
                tls(its),
                server -> assertThatCode(() -> call(server, trusting(its))).doesNotThrowAnyException());
    }

    @Test
    void aServerThatSpeaksTlsHangsUpOnPlainText() {
        withServer(tls(its), server -> isRefused(server, ClientSecurity.NONE, "closed the connection", "server_ca"));
    }

    @Test
    void aServerOfPlainTextIsNotCalledOverTls() {
        withServer(
                Optional.empty(),
                server -> isRefused(server, trusting(its), "it does not speak TLS", "--tls-certificate"));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsSaid() {
        withServer(
                tls(its),
                server -> isRefused(server, trusting(others), "nobody in server_ca vouches for its certificate"));
    }

    @Test
    void aCertificateOfAnotherNameIsSaid() {
        TlsIdentity elsewhere = TlsIdentity.make(folder, "elsewhere", "DNS:example.org", "-1H");
        withServer(
                tls(elsewhere),
                server -> isRefused(server, trusting(elsewhere), "is not for this name (No subject alternative names"));
    }

    @Test
    void aServerThatAsksForACertificateSaysSo() {
        Optional<TlsFiles> mutual =
                Optional.of(new TlsFiles(its.certificate(), its.key(), Optional.of(others.certificate())));
        withServer(mutual, server -> {
            isRefused(server, trusting(its), "it takes no client without a certificate", "client_certificate");
            isRefused(server, showing(its), "it takes no client without a certificate", "client_certificate");
            assertThatCode(() -> call(server, showing(others))).doesNotThrowAnyException();
        });
    }

    private static Optional<TlsFiles> tls(TlsIdentity identity) {
        return Optional.of(new TlsFiles(identity.certificate(), identity.key(), Optional.empty()));
    }

    private static ClientSecurity trusting(TlsIdentity server) {
        return new ClientSecurity(Optional.of(server.certificate()), Optional.empty(), Optional.empty());
    }

    private ClientSecurity showing(TlsIdentity own) {
        return new ClientSecurity(
                Optional.of(its.certificate()),
                Optional.of(new ClientSecurity.Identity(own.certificate(), own.key())),
                Optional.empty());
    }

    private void withServer(Optional<TlsFiles> tls, Consumer<OnlineServer> use) {
        FeatureRepository repository = new FeatureRepository(folder);
        OnlineStoreWiring wiring = new OnlineStoreWiring(
                repository,
                RegistryStore.of(folder)::load,
                new ParquetSourceFiles(repository),
                new EventArchiveWriter()::write,
                InstantSource.system());
        ServerOptions options = ServerOptions.onLoopback(0, "of tests").secured(tls, Optional.empty());
        try (OnlineServer server = OnlineServer.start(
                OnlineStore.open(wiring, OnlineStoreOptions.DEFAULT), options, InstantSource.system())) {
            use.accept(server);
        }
    }

    private static void call(OnlineServer server, ClientSecurity security) {
        try (AsofClient client =
                AsofClient.to(ServerAddress.parse(server.address().toString()), security)) {
            client.status();
        }
    }

    private static void isRefused(OnlineServer server, ClientSecurity security, String... said) {
        assertThatThrownBy(() -> call(server, security))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNAVAILABLE))
                .hasMessageStartingWith("Cannot call the server at " + server.address())
                .hasMessageContainingAll(said);
    }
}
