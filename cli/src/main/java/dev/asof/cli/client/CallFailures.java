package dev.asof.cli.client;

import dev.asof.cli.context.Setting;
import dev.asof.online.wire.ErrorTrailer;
import dev.asof.online.wire.MalformedMessage;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** Turns a failed call into the exception that the server threw, as far as the wire tells. */
final class CallFailures {
    /** What the library says of a server that hangs up on what it does not understand, or is killed. */
    private static final String CLOSED = "Network closed for unknown reason";

    private CallFailures() {}

    static RuntimeException translate(StatusRuntimeException failure, ServerAddress server) {
        if (Thread.currentThread().isInterrupted() || failure.getStatus().getCode() == Status.Code.CANCELLED) {
            CancellationException cancelled = new CancellationException("The call was cancelled");
            cancelled.initCause(failure);
            return cancelled;
        }
        Optional<ErrorDetail> detail = detail(failure);
        if (detail.isPresent() && failure.getStatus().getCode() == Status.Code.UNAUTHENTICATED) {
            return unknownToken(server, failure);
        }
        if (detail.isPresent()) {
            return new AsofException(code(detail.get(), failure), detail.get().getMessage(), failure);
        }
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED -> unavailable(server, failure);
            case RESOURCE_EXHAUSTED -> plain(ErrorCode.LIMIT_EXCEEDED, server, failure);
            case INVALID_ARGUMENT, UNIMPLEMENTED -> plain(ErrorCode.INVALID_ARGUMENT, server, failure);
            case UNAUTHENTICATED, PERMISSION_DENIED -> plain(ErrorCode.ACCESS_DENIED, server, failure);
            case NOT_FOUND -> plain(ErrorCode.UNKNOWN_NAME, server, failure);
            case FAILED_PRECONDITION -> plain(ErrorCode.NOT_LOADED, server, failure);
            case DATA_LOSS -> plain(ErrorCode.CORRUPT_DATA, server, failure);
            default -> plain(ErrorCode.INTERNAL, server, failure);
        };
    }

    /** The server says which header it misses; whoever runs a command needs to know where the token goes. */
    private static AsofException unknownToken(ServerAddress server, StatusRuntimeException failure) {
        return new AsofException(
                ErrorCode.ACCESS_DENIED,
                "Cannot call the server at " + server + ": the command bears no token that it knows. Set "
                        + Setting.TOKEN.variable() + ", or write '" + Setting.TOKEN.key() + " = ...' in .asof/config.",
                failure);
    }

    static AsofException unreadable(MalformedMessage failure, ServerAddress server) {
        return new AsofException(
                ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                "Cannot read the answer of the server at " + server + ": " + failure.getMessage()
                        + ". Use the command of the server's version.",
                failure);
    }

    private static AsofException unavailable(ServerAddress server, StatusRuntimeException failure) {
        return new AsofException(
                ErrorCode.SERVER_UNAVAILABLE,
                TlsFailures.explain(failure)
                        .map(reason -> "Cannot call the server at " + server + " over TLS: " + reason)
                        .orElseGet(() -> withoutAnswer(server, failure)),
                failure);
    }

    private static String withoutAnswer(ServerAddress server, StatusRuntimeException failure) {
        return isHungUp(failure)
                ? "Cannot call the server at " + server
                        + ": it closed the connection without an answer. If it speaks TLS, set server_ca to who vouches for it;"
                        + " otherwise try again."
                : "Cannot reach a server at " + server + ". Start one with 'asof serve', or name it with --server.";
    }

    /** Whether there was a connection, which the server closed: politely, or with what was sent to it still unread. */
    private static boolean isHungUp(StatusRuntimeException failure) {
        return CLOSED.equals(failure.getStatus().getDescription())
                || Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof IOException
                                && !(cause instanceof SocketException)
                                && !(cause instanceof UnknownHostException));
    }

    private static AsofException plain(ErrorCode code, ServerAddress server, StatusRuntimeException failure) {
        String description = failure.getStatus().getDescription();
        String reason = description == null ? failure.getStatus().getCode().name() : description;
        return new AsofException(code, "The server at " + server + " answered: " + reason, failure);
    }

    private static Optional<ErrorDetail> detail(StatusRuntimeException failure) {
        Metadata trailers = failure.getTrailers();
        try {
            return trailers == null ? Optional.empty() : Optional.ofNullable(trailers.get(ErrorTrailer.KEY));
        } catch (IllegalArgumentException e) {
            // Bytes that are no such message: what is between client and server may send anything.
            return Optional.empty();
        }
    }

    private static ErrorCode code(ErrorDetail detail, StatusRuntimeException failure) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(detail.getCode())) {
                return code;
            }
        }
        return failure.getStatus().getCode() == Status.Code.UNAVAILABLE
                ? ErrorCode.SERVER_UNAVAILABLE
                : ErrorCode.INTERNAL;
    }
}
