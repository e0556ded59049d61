package dev.asof.online.wire;

import dev.asof.online.StoreStatus;

/** What a server is, and what its store holds. */
public record ServerStatus(ServerInfo server, StoreStatus store) {}
