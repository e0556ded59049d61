package dev.asof.cli.client;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Turns a failed call into the exception that the server threw, as far as the wire tells. */
final class CallFailures {
    private static final Metadata.Key<byte[]> DETAIL =
            Metadata.Key.of("asof-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private CallFailures() {}

    static RuntimeException translate(StatusRuntimeException failure, ServerAddress server) {
        if (Thread.currentThread().isInterrupted() || failure.getStatus().getCode() == Status.Code.CANCELLED) {
            CancellationException cancelled = new CancellationException("The call was cancelled");
            cancelled.initCause(failure);
            return cancelled;
        }
        Optional<ErrorDetail> detail = detail(failure);
        if (detail.isPresent()) {
            return new AsofException(code(detail.get(), failure), message(detail.get()), failure);
        }
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED -> unavailable(server, failure);
            case RESOURCE_EXHAUSTED -> plain(ErrorCode.LIMIT_EXCEEDED, server, failure);
            case INVALID_ARGUMENT, UNIMPLEMENTED -> plain(ErrorCode.INVALID_ARGUMENT, server, failure);
            case NOT_FOUND -> plain(ErrorCode.UNKNOWN_NAME, server, failure);
            case FAILED_PRECONDITION -> plain(ErrorCode.NOT_LOADED, server, failure);
            case DATA_LOSS -> plain(ErrorCode.CORRUPT_DATA, server, failure);
            default -> plain(ErrorCode.INTERNAL, server, failure);
        };
    }

    private static AsofException unavailable(ServerAddress server, StatusRuntimeException failure) {
        return new AsofException(
                ErrorCode.SERVER_UNAVAILABLE,
                "Cannot reach a server at " + server + ". Start one with 'asof serve', or name it with --server.",
                failure);
    }

    private static AsofException plain(ErrorCode code, ServerAddress server, StatusRuntimeException failure) {
        String description = failure.getStatus().getDescription();
        String reason = description == null ? failure.getStatus().getCode().name() : description;
        return new AsofException(code, "The server at " + server + " answered: " + reason, failure);
    }

    private static Optional<ErrorDetail> detail(StatusRuntimeException failure) {
        Metadata trailers = failure.getTrailers();
        byte[] bytes = trailers == null ? null : trailers.get(DETAIL);
        try {
            return bytes == null ? Optional.empty() : Optional.of(ErrorDetail.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
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

    private static String message(ErrorDetail detail) {
        String remedy = detail.getRemedy();
        if (remedy.isEmpty() || detail.getMessage().contains(remedy)) {
            return detail.getMessage();
        }
        String message = detail.getMessage();
        return message + (message.endsWith(".") ? " " : ". ") + remedy + (remedy.endsWith(".") ? "" : ".");
    }
}
