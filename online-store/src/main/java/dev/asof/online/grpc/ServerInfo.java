package dev.asof.online.grpc;

import java.time.Instant;

/**
 * What a server says of itself.
 *
 * @param version Asof's version
 * @param startedAt when it started
 */
public record ServerInfo(String version, Instant startedAt) {}
