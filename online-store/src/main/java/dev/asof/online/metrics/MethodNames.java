package dev.asof.online.metrics;

import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What methods are called in figures, spans and the log. A caller may name any, and be nobody: those that there aren't share a name. */
final class MethodNames {
    private static final String OTHER = "other";

    private static final Set<String> SERVED = Stream.of(
                    FeatureServiceGrpc.getServiceDescriptor(),
                    IngestServiceGrpc.getServiceDescriptor(),
                    AdminServiceGrpc.getServiceDescriptor(),
                    HealthGrpc.getServiceDescriptor(),
                    ServerReflectionGrpc.getServiceDescriptor())
            .map(ServiceDescriptor::getMethods)
            .flatMap(methods -> methods.stream().map(MethodDescriptor::getFullMethodName))
            .collect(Collectors.toUnmodifiableSet());

    private MethodNames() {}

    static String of(String fullMethodName) {
        return SERVED.contains(fullMethodName) ? fullMethodName : OTHER;
    }
}
