package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.wire.ServerInfo;
import io.grpc.BindableService;
import java.util.List;
import java.util.concurrent.Executor;

/** All services of the wire contract, over one store. */
public final class GrpcServices {
    private GrpcServices() {}

    /**
     * The services.
     *
     * @param longCalls runs calls that take long, as loading does
     */
    public static List<BindableService> of(OnlineStore store, ServerInfo server, Executor longCalls) {
        return List.of(
                new FeatureGrpcService(store),
                new IngestGrpcService(store),
                new AdminGrpcService(store, server, longCalls));
    }
}
