package dev.asof.cli.client;

import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why TLS with a server failed, and what helps. */
final class TlsFailures {
    private static final List<String> OWN_CERTIFICATE = List.of(
            "CERTIFICATE_REQUIRED", "BAD_CERTIFICATE", "UNKNOWN_CA", "CERTIFICATE_UNKNOWN", "CERTIFICATE_EXPIRED");
    private static final List<String> PROTOCOL =
            List.of("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "NO_SHARED_CIPHER", "HANDSHAKE_FAILURE");

    private TlsFailures() {}

    /** The reason and the remedy in sentences; empty if it was something else that failed. */
    static Optional<String> explain(Throwable failure) {
        List<Throwable> causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        return causes.reversed().stream()
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .or(() -> causes.stream()
                        .filter(SSLException.class::isInstance)
                        .findFirst()
                        .map(cause -> "TLS failed (" + cause.getMessage() + ")."));
    }

    private static Optional<String> known(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case NotSslRecordException plain ->
                        "it does not speak TLS. Start it with --tls-certificate and --tls-key, or leave the setting server_ca"
                                + " away.";
                    case CertPathBuilderException unknown ->
                        "nobody in server_ca vouches for its certificate. Set server_ca to the authority that signed it, or"
                                + " to the certificate if it signed itself.";
                    case CertificateExpiredException expired -> outOfTime(expired);
                    case CertificateNotYetValidException early -> outOfTime(early);
                    case CertificateException other
                    when isForOthers(other) ->
                        "its certificate is not for this name (" + other.getMessage()
                                + "). Name the server as its certificate does, or give it one for this name.";
                    case SSLException alert -> ofAlert(String.valueOf(alert.getMessage()));
                    default -> null;
                });
    }

    private static String outOfTime(CertificateException cause) {
        return "its certificate is not valid now (" + cause.getMessage()
                + "). Give it one that is, or set the clock of this machine.";
    }

    private static boolean isForOthers(CertificateException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("No ") && (message.contains("matching") || message.contains("alternative"));
    }

    private static @Nullable String ofAlert(String message) {
        if (OWN_CERTIFICATE.stream().anyMatch(message::contains)) {
            return "it takes no client without a certificate that an authority of its --tls-client-ca vouches for. Set"
                    + " client_certificate and client_key to one.";
        }
        return PROTOCOL.stream().anyMatch(message::contains)
                ? "it has no version or cipher of TLS in common with this command (" + message
                        + "). Use TLS 1.2 or 1.3 on both sides."
                : null;
    }
}
