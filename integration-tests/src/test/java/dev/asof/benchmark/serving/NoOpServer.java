package dev.asof.benchmark.serving;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.net.InetSocketAddress;

/** The ceiling: a gRPC server that reads a request's bytes and answers with bytes it has, as many as Asof answers with. */
public final class NoOpServer {
    private NoOpServer() {}

    /** Takes the port, the size of the answer to a small request and that of the answer to a large one, in bytes. */
    public static void main(String[] arguments) throws Exception {
        byte[] small = new byte[Integer.parseInt(arguments[1])];
        byte[] large = new byte[Integer.parseInt(arguments[2])];
        var method = ByteMessages.method();
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])))
                .directExecutor()
                .addService(ServerServiceDefinition.builder("asof.v1.FeatureService")
                        .addMethod(method, ServerCalls.asyncUnaryCall((request, observer) -> {
                            observer.onNext(request.length < LARGE_REQUEST ? small : large);
                            observer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        server.awaitTermination();
    }

    /** Requests of fewer bytes are for one entity. */
    static final int LARGE_REQUEST = 256;
}
