package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.wire.ServerInfo;
import io.grpc.BindableService;
import java.util.List;
import java.util.stream.Stream;

/** All services of the wire contract, over one store. */
public final class GrpcServices {
    private GrpcServices() {}

    /**
     * The services.
     *
     * @param executors run what the network's own threads must not wait for
     */
    public static List<BindableService> of(OnlineStore store, ServerInfo server, CallExecutors executors) {
        return Stream.of(
                        new FeatureGrpcService(store, executors),
                        new IngestGrpcService(store, executors.calls()),
                        new AdminGrpcService(store, server, executors))
                .map(UnreadableRequests::refusedBefore)
                .toList();
    }
}
