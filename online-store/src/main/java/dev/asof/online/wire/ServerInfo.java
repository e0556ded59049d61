package dev.asof.online.wire;

import java.time.Instant;

/**
 * What a server says of itself.
 *
 * @param version Asof's version
 * @param pid its process id
 * @param startedAt when it started, to the microsecond on the wire
 */
public record ServerInfo(String version, long pid, Instant startedAt) {}
