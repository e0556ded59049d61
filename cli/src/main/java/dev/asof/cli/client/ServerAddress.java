package dev.asof.cli.client;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/** Where a server listens. */
public record ServerAddress(String host, int port) {
    /** The greatest port that there is; the least is 1. */
    public static final int GREATEST_PORT = 65_535;

    /** @param text {@code host:port}, an IPv6 address in brackets */
    public static ServerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        int port = port(text.substring(colon + 1));
        if (host.isBlank() || port < 1 || (host.contains(":") && !bracketed)) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use server address '" + text + "': write host:port, such as 127.0.0.1:7450.");
        }
        return new ServerAddress(host, port);
    }

    /** How a server is reached from its own machine: by its name for itself where it listens on all of its addresses. */
    public ServerAddress fromItsMachine() {
        return host.equals("0.0.0.0") || host.equals("::") ? new ServerAddress("localhost", port) : this;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port <= GREATEST_PORT ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
