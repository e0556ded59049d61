package dev.asof.online.grpc;

import java.util.concurrent.Executor;

/**
 * What runs calls. gRPC itself runs them on the threads that read from the network, so whatever may wait runs here.
 *
 * @param lookups for lookups
 * @param calls for calls that write, or read from the disk
 * @param longCalls for calls that take long, as loading does
 */
public record CallExecutors(LookupQueue lookups, Executor calls, Executor longCalls) {}
