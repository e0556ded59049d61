package dev.asof.online.access;

import dev.asof.online.wire.ErrorTrailer;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.AdminServiceGrpc;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a call through where its token's role allows the method. Health checks need none. Thread-safe. */
public final class AccessCheck implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";
    private static final String HEALTH = "grpc.health.v1.Health";

    private final TokenFile tokens;

    public AccessCheck(TokenFile tokens) {
        this.tokens = tokens;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<Status> refusal = refusal(
                Objects.requireNonNullElse(call.getMethodDescriptor().getServiceName(), ""),
                call.getMethodDescriptor().getFullMethodName(),
                headers.get(AUTHORIZATION));
        if (refusal.isEmpty()) {
            return next.startCall(call, headers);
        }
        call.close(refusal.get(), detail(refusal.get()));
        return new ServerCall.Listener<>() {};
    }

    private Optional<Status> refusal(String service, String method, @Nullable String authorization) {
        if (service.equals(HEALTH)) {
            return Optional.empty();
        }
        Role needed = needed(service, method);
        Optional<Role> role = role(tokens, authorization);
        if (role.isEmpty()) {
            return Optional.of(Status.UNAUTHENTICATED.withDescription(
                    "Cannot answer the call: it bears no token that this server knows. Send 'authorization: Bearer"
                            + " TOKEN'."));
        }
        return role.get().includes(needed)
                ? Optional.empty()
                : Optional.of(Status.PERMISSION_DENIED.withDescription("Cannot answer the call: its token is of role '"
                        + role.get().text() + "', and " + method + " needs '" + needed.text() + "'."));
    }

    private static Metadata detail(Status refusal) {
        Metadata trailers = new Metadata();
        trailers.put(
                ErrorTrailer.KEY,
                ErrorTrailer.detail(ErrorCode.ACCESS_DENIED, Objects.requireNonNullElse(refusal.getDescription(), "")));
        return trailers;
    }

    /** The role of what a header says; empty if it names no known token. */
    public static Optional<Role> role(TokenFile tokens, @Nullable String authorization) {
        return authorization == null || !authorization.startsWith(BEARER)
                ? Optional.empty()
                : tokens.role(authorization.substring(BEARER.length()).strip());
    }

    private static Role needed(String service, String method) {
        return switch (service) {
            case IngestServiceGrpc.SERVICE_NAME -> Role.WRITE;
            case AdminServiceGrpc.SERVICE_NAME ->
                method.equals(AdminServiceGrpc.getGetStatusMethod().getFullMethodName()) ? Role.READ : Role.ADMIN;
            case FeatureServiceGrpc.SERVICE_NAME -> Role.READ;
            default -> Role.READ;
        };
    }
}
