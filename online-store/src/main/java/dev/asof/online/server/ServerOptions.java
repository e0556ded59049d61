package dev.asof.online.server;

import dev.asof.online.access.TlsFiles;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a server listens and stops.
 *
 * @param host the address to listen on; one of this machine alone, unless {@code exposure} says otherwise
 * @param port the port, 0 for any that is free
 * @param httpPort where metrics and health are told over HTTP, 0 for any that is free; empty for nowhere
 * @param tls encrypts all that is listened on; empty for plain text
 * @param tokens the file with the tokens that callers have to bear; empty where nobody is asked
 * @param tracing where calls are told as spans; empty for nowhere
 * @param slowCall calls that take longer are logged
 * @param maxMessageBytes the largest message that it takes
 * @param limits how much of it clients may take who don't read
 * @param drain how long running calls may take after it was told to stop
 * @param version Asof's version
 */
public record ServerOptions(
        String host,
        int port,
        Exposure exposure,
        OptionalInt httpPort,
        Optional<TlsFiles> tls,
        Optional<Path> tokens,
        Optional<OpenTelemetry> tracing,
        Duration slowCall,
        int maxMessageBytes,
        ClientLimits limits,
        Duration drain,
        String version) {
    /** The port where none is given. */
    public static final int DEFAULT_PORT = 7450;

    /** Who may reach the server where it is not sure who they are: without TLS and tokens. */
    public enum Exposure {
        /** This machine alone. */
        LOOPBACK,
        /** Any machine that can reach the address: nothing is encrypted, and nobody is asked who they are. */
        INSECURE
    }

    /** This machine alone, without HTTP; messages of 32 MiB, a second for a slow call, ten seconds to drain. */
    public static ServerOptions onLoopback(int port, String version) {
        return new ServerOptions(
                "127.0.0.1",
                port,
                Exposure.LOOPBACK,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                32 << 20,
                ClientLimits.ofCalls(ClientLimits.DEFAULT_CALLS),
                Duration.ofSeconds(10),
                version);
    }

    /** The same at another address. */
    public ServerOptions at(String otherHost, Exposure otherExposure) {
        return new ServerOptions(
                otherHost,
                port,
                otherExposure,
                httpPort,
                tls,
                tokens,
                tracing,
                slowCall,
                maxMessageBytes,
                limits,
                drain,
                version);
    }

    /** The same with HTTP at a port. */
    public ServerOptions withHttp(OptionalInt otherPort) {
        return new ServerOptions(
                host,
                port,
                exposure,
                otherPort,
                tls,
                tokens,
                tracing,
                slowCall,
                maxMessageBytes,
                limits,
                drain,
                version);
    }

    /** The same with TLS, and with tokens that callers bear. */
    public ServerOptions secured(Optional<TlsFiles> files, Optional<Path> tokenFile) {
        return new ServerOptions(
                host,
                port,
                exposure,
                httpPort,
                files,
                tokenFile,
                tracing,
                slowCall,
                maxMessageBytes,
                limits,
                drain,
                version);
    }

    /** The same with spans of calls. */
    public ServerOptions traced(Optional<OpenTelemetry> telemetry) {
        return new ServerOptions(
                host,
                port,
                exposure,
                httpPort,
                tls,
                tokens,
                telemetry,
                slowCall,
                maxMessageBytes,
                limits,
                drain,
                version);
    }

    /** The same with other limits. */
    public ServerOptions withLimits(ClientLimits other) {
        return new ServerOptions(
                host, port, exposure, httpPort, tls, tokens, tracing, slowCall, maxMessageBytes, other, drain, version);
    }

    /** Whether callers are known and nobody else can listen in. */
    boolean isSecure() {
        return tls.isPresent()
                && (tokens.isPresent() || tls.get().clientAuthorities().isPresent());
    }
}
