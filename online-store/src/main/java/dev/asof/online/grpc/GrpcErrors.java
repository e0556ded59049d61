package dev.asof.online.grpc;

import dev.asof.online.wire.ErrorTrailer;
import dev.asof.online.wire.MalformedMessage;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.ErrorKind;
import dev.asof.v1.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as clients see them: a status, and an {@link ErrorDetail} in the trailers, whose message says the remedy too. */
final class GrpcErrors {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcErrors.class);

    private GrpcErrors() {}

    /** The failure of a call; what is not meant for users is logged, and told as an internal error. */
    static StatusRuntimeException of(Throwable failure) {
        return switch (failure) {
            case AsofException known
            when known.code().kind() != ErrorKind.INTERNAL ->
                of(known.code(), known.getMessage() == null ? "" : known.getMessage());
            case MalformedMessage malformed ->
                of(ErrorCode.INVALID_ARGUMENT, "Cannot read the request: " + malformed.getMessage() + ".");
            case StatusRuntimeException status -> status;
            default -> {
                LOG.error("A call failed for a defect", failure);
                yield of(ErrorCode.INTERNAL, "Cannot finish the call: a defect of the server, see its log.");
            }
        };
    }

    private static StatusRuntimeException of(ErrorCode code, String message) {
        Metadata trailers = new Metadata();
        trailers.put(ErrorTrailer.KEY, ErrorTrailer.detail(code, message));
        return status(code, message).asRuntimeException(trailers);
    }

    static Status status(ErrorCode code, String message) {
        return statusOf(code.kind()).withDescription(message);
    }

    private static Status statusOf(ErrorKind kind) {
        return switch (kind) {
            case USER -> Status.INVALID_ARGUMENT;
            case NOT_FOUND -> Status.NOT_FOUND;
            case PRECONDITION -> Status.FAILED_PRECONDITION;
            case RESOURCE -> Status.RESOURCE_EXHAUSTED;
            case UNAVAILABLE -> Status.UNAVAILABLE;
            case DATA_LOSS -> Status.DATA_LOSS;
            case STORAGE, INTERNAL -> Status.INTERNAL;
        };
    }
}
