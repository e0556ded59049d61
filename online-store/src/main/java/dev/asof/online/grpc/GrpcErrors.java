package dev.asof.online.grpc;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.ErrorKind;
import dev.asof.v1.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as clients see them: a status, and an {@link ErrorDetail} in the trailers. */
public final class GrpcErrors {
    /** The trailer that carries the detail: {@code asof-error-bin}. */
    public static final Metadata.Key<ErrorDetail> DETAIL =
            Metadata.Key.of("asof-error-bin", ProtoUtils.metadataMarshaller(ErrorDetail.getDefaultInstance()));

    private static final Logger LOG = LoggerFactory.getLogger(GrpcErrors.class);

    private GrpcErrors() {}

    /** The failure of a call; what is not meant for users is logged, and told as an internal error. */
    static StatusRuntimeException of(RuntimeException failure) {
        return switch (failure) {
            case AsofException known
            when known.code().kind() != ErrorKind.INTERNAL ->
                of(known.code(), known.getMessage() == null ? "" : known.getMessage());
            case StatusRuntimeException status -> status;
            default -> {
                LOG.error("A call failed for a defect", failure);
                yield of(ErrorCode.INTERNAL, "Cannot finish the call: a defect of the server, see its log.");
            }
        };
    }

    private static StatusRuntimeException of(ErrorCode code, String message) {
        Metadata trailers = new Metadata();
        trailers.put(
                DETAIL,
                ErrorDetail.newBuilder()
                        .setCode(code.name())
                        .setMessage(message)
                        .setRemedy(remedy(code))
                        .build());
        return status(code.kind()).withDescription(message).asRuntimeException(trailers);
    }

    private static Status status(ErrorKind kind) {
        return switch (kind) {
            case USER -> Status.INVALID_ARGUMENT;
            case NOT_FOUND -> Status.NOT_FOUND;
            case PRECONDITION -> Status.FAILED_PRECONDITION;
            case RESOURCE -> Status.RESOURCE_EXHAUSTED;
            case UNAVAILABLE -> Status.UNAVAILABLE;
            case DATA_LOSS -> Status.DATA_LOSS;
            case INTERNAL -> Status.INTERNAL;
        };
    }

    /** What helps against every error of this code; empty where the message has to say it. */
    private static String remedy(ErrorCode code) {
        return switch (code) {
            case NOT_APPLIED -> "Run 'asof apply', then 'asof load'";
            case NOT_LOADED -> "Run 'asof load'";
            case FILES_CHANGED -> "Put the files back, or load the source with rebuild";
            case SEQUENCE_GAP -> "Send again from the sequence after the last one that DescribeSource tells";
            case SERVER_UNAVAILABLE -> "Repeat the call";
            case LIMIT_EXCEEDED -> "Send less in one call";
            case INVALID_DEFINITION,
                    CHANGED_MEANING,
                    INVALID_ARGUMENT,
                    INVALID_OBSERVATIONS,
                    INVALID_INPUT_FILE,
                    CONTRACT_VIOLATION,
                    FEEDING_CONFLICT,
                    UNKNOWN_NAME,
                    UNSUPPORTED_FORMAT_VERSION,
                    REGISTRY_BUSY,
                    STORE_OWNED,
                    CORRUPT_DATA,
                    IO_FAILED,
                    INTERNAL -> "";
        };
    }
}
