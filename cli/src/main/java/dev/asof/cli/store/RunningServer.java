package dev.asof.cli.store;

import dev.asof.cli.client.ServerAddress;
import dev.asof.online.wire.ServerStatus;
import java.time.Instant;

/**
 * A server that runs.
 *
 * @param address {@code host:port}
 * @param version Asof's
 */
record RunningServer(String address, String version, long pid, Instant startedAt, int storeFormat) {

    static RunningServer of(ServerAddress address, ServerStatus status) {
        return new RunningServer(
                address.toString(),
                status.server().version(),
                status.server().pid(),
                status.server().startedAt(),
                status.store().format());
    }

    /** For people. */
    String describe() {
        return "A server answers at " + address + " (process " + pid + ", asof " + version + ", since " + startedAt
                + ").";
    }
}
