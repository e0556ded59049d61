package dev.asof.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.asof.v1.Column;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.Float64Array;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.ValueStatus;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureClientTest {
    private final List<Server> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(Server::shutdownNow);
    }

    /** Answers each key with half of it, and no value for a key of 0; fails the first calls. */
    private static final class Halves extends FeatureServiceGrpc.FeatureServiceImplBase {
        private final AtomicInteger calls = new AtomicInteger();
        private final Status failure;
        private final int failures;

        Halves(Status failure, int failures) {
            this.failure = failure;
            this.failures = failures;
        }

        @Override
        public void getOnlineFeatures(
                GetOnlineFeaturesRequest request, StreamObserver<GetOnlineFeaturesResponse> observer) {
            if (calls.incrementAndGet() <= failures) {
                observer.onError(failure.asRuntimeException());
                return;
            }
            FeatureColumn.Builder half = FeatureColumn.newBuilder().setName("half");
            Float64Array.Builder values = Float64Array.newBuilder();
            List<Long> keys =
                    request.getRows().getColumns(0).getValues().getInt64S().getValuesList();
            byte[] nulls = new byte[(keys.size() + 7) / 8];
            for (int row = 0; row < keys.size(); row++) {
                values.addValues(keys.get(row) / 2.0);
                nulls[row / 8] |= (byte) (keys.get(row) == 0 ? 1 << row % 8 : 0);
                half.addStatuses(
                        keys.get(row) == 0 ? ValueStatus.VALUE_STATUS_NOT_FOUND : ValueStatus.VALUE_STATUS_PRESENT);
            }
            half.setValues(
                    Column.newBuilder().setNulls(ByteString.copyFrom(nulls)).setFloat64S(values));
            observer.onNext(
                    GetOnlineFeaturesResponse.newBuilder().addFeatures(half).build());
            observer.onCompleted();
        }
    }

    private String serve(Halves service) throws Exception {
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(service)
                .build()
                .start();
        servers.add(server);
        return "localhost:" + server.getPort();
    }

    /** One that a busy machine doesn't bring to its deadline. */
    private static FeatureClient.Builder patientClientOf(String... servers) {
        return FeatureClient.to(servers).deadline(Duration.ofMinutes(1));
    }

    @Test
    void valuesAreTypedAndTellWhyTheyAreMissing() throws Exception {
        try (FeatureClient client =
                patientClientOf(serve(new Halves(Status.OK, 0))).build()) {
            Features features = client.get("any", Keys.of("id", 7, 0));
            assertThat(features.names()).containsExactly("half");
            assertThat(features.getDouble("half", 0)).hasValue(3.5);
            assertThat(features.getDouble("half", 1)).isEmpty();
            assertThat(features.status("half", 1)).isEqualTo(ValueStatus.VALUE_STATUS_NOT_FOUND);
            assertThatThrownBy(() -> features.getLong("half", 0)).hasMessageContaining("FLOAT64S");
            assertThatThrownBy(() -> features.getDouble("other", 0)).hasMessageContaining("half");
        }
    }

    @Test
    void moreKeysThanACallTakesAreAskedForInParts() throws Exception {
        Halves service = new Halves(Status.OK, 0);
        try (FeatureClient client =
                patientClientOf(serve(service)).rowsPerCall(10).build()) {
            Features features = client.get(
                    "any", Keys.of("id", LongStream.rangeClosed(1, 25).toArray()));
            for (int row = 0; row < 25; row++) {
                assertThat(features.getDouble("half", row)).hasValue((row + 1) / 2.0);
            }
            assertThat(service.calls).hasValue(3);
        }
    }

    @Test
    void aCallThatNoServerCouldTakeIsTriedAgain() throws Exception {
        Halves service = new Halves(Status.UNAVAILABLE, 2);
        try (FeatureClient client = patientClientOf(serve(service)).build()) {
            assertThat(client.get("any", Keys.of("id", 7)).getDouble("half", 0)).hasValue(3.5);
            assertThat(service.calls).hasValue(3);
        }
    }

    @Test
    void aCallThatWasRefusedIsNotTriedAgain() throws Exception {
        Halves service = new Halves(Status.RESOURCE_EXHAUSTED, 1);
        try (FeatureClient client = patientClientOf(serve(service)).build()) {
            assertThatThrownBy(() -> client.get("any", Keys.of("id", 7))).isInstanceOf(StatusRuntimeException.class);
            assertThat(service.calls).hasValue(1);
        }
    }

    @Test
    void serversAreAskedInTurnsAndOneMayBeGone() throws Exception {
        Halves one = new Halves(Status.OK, 0);
        Halves other = new Halves(Status.OK, 0);
        try (FeatureClient client = patientClientOf(serve(one), serve(other))
                .deadline(Duration.ofSeconds(5))
                .build()) {
            while (one.calls.get() == 0 || other.calls.get() == 0) {
                client.get("any", Keys.of("id", 7));
            }
            int before = other.calls.get();
            for (int i = 0; i < 10; i++) {
                client.get("any", Keys.of("id", 7));
            }
            assertThat(other.calls.get() - before).isBetween(4, 6);
            servers.get(0).shutdownNow().awaitTermination();
            for (int i = 0; i < 10; i++) {
                assertThat(client.get("any", Keys.of("id", 7)).getDouble("half", 0))
                        .hasValue(3.5);
            }
        }
    }

    @Test
    void whereNobodyAnswersTheDeadlineEndsTheCall() {
        try (FeatureClient client =
                FeatureClient.to("localhost:1").deadline(Duration.ofMillis(300)).build()) {
            assertThatThrownBy(() -> client.get("any", Keys.of("id", 7))).isInstanceOf(StatusRuntimeException.class);
        }
    }

    @Test
    void eachServerShowsACertificateOfItsOwnName(@TempDir Path folder) throws Exception {
        Halves one = new Halves(Status.OK, 0);
        Halves other = new Halves(Status.OK, 0);
        Path trusted = folder.resolve("trusted.pem");
        String servers = "localhost:" + serve(one, folder, "DNS:localhost");
        String others = "127.0.0.1:" + serve(other, folder, "IP:127.0.0.1");
        try (FeatureClient client =
                patientClientOf(servers, others).tls(trusted).build()) {
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while ((one.calls.get() == 0 || other.calls.get() == 0) && System.nanoTime() < until) {
                client.get("any", Keys.of("id", 7));
            }
        }
        assertThat(one.calls).hasPositiveValue();
        assertThat(other.calls).hasPositiveValue();
    }

    /** With a certificate of its own, which is added to those that are trusted; the port. */
    private int serve(Halves service, Path folder, String name) throws Exception {
        String file = name.replace(':', '-');
        Path store = folder.resolve(file + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + file,
                        "-ext",
                        "SAN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Path certificate = folder.resolve(file + ".pem");
        Path key = folder.resolve(file + ".key");
        String text = pem("CERTIFICATE", keys.getCertificate("it").getEncoded());
        Files.writeString(certificate, text);
        Files.writeString(
                key,
                pem("PRIVATE KEY", keys.getKey("it", "changeit".toCharArray()).getEncoded()));
        Files.writeString(folder.resolve("trusted.pem"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Server server = Grpc.newServerBuilderForPort(0, TlsServerCredentials.create(certificate.toFile(), key.toFile()))
                .addService(service)
                .build()
                .start();
        servers.add(server);
        return server.getPort();
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "host:", ":7450", "host:port", "host:70000", "::1:7450", "http://host:7450", ""})
    void whatIsNoServerIsRefusedBeforeAnyCall(String server) {
        assertThatThrownBy(() -> FeatureClient.to("localhost:7450", server))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + server + "'");
    }

    /** As names of services in Docker have underscores. */
    @ParameterizedTest
    @ValueSource(strings = {"feature_store:1", "[::1]:1", "127.0.0.1:1"})
    void aServerIsAnyNameThatHasAPort(String server) {
        try (FeatureClient client =
                FeatureClient.to(server).deadline(Duration.ofMillis(200)).build()) {
            assertThatThrownBy(() -> client.get("any", Keys.of("id", 7)))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            failure -> assertThat(failure.getStatus().getCode())
                                    .isIn(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED));
        }
    }
}
