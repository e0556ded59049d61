package dev.asof.online.server;

import java.time.Duration;

/**
 * How a server listens and stops.
 *
 * @param host the address to listen on; one of this machine alone, unless {@code exposure} says otherwise
 * @param port the port, 0 for any that is free
 * @param maxMessageBytes the largest message that it takes
 * @param drain how long running calls may take after it was told to stop
 * @param version Asof's version
 */
public record ServerOptions(
        String host, int port, Exposure exposure, int maxMessageBytes, Duration drain, String version) {
    /** The port where none is given. */
    public static final int DEFAULT_PORT = 7450;

    /** Who may reach the server. */
    public enum Exposure {
        /** This machine alone. */
        LOOPBACK,
        /** Any machine that can reach the address: nothing is encrypted, and nobody is asked who they are. */
        INSECURE
    }

    /** This machine alone, messages of 32 MiB, ten seconds to drain. */
    public static ServerOptions onLoopback(int port, String version) {
        return new ServerOptions("127.0.0.1", port, Exposure.LOOPBACK, 32 << 20, Duration.ofSeconds(10), version);
    }
}
