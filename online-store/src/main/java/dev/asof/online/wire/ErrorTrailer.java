package dev.asof.online.wire;

import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.protobuf.ProtoUtils;

/** Where a failed call says why. */
public final class ErrorTrailer {
    /** The trailer that carries the detail: {@code asof-error-bin}. */
    public static final Metadata.Key<ErrorDetail> KEY =
            Metadata.Key.of("asof-error-bin", ProtoUtils.metadataMarshaller(ErrorDetail.getDefaultInstance()));

    /** The same trailer, with a detail that is encoded already. */
    public static final Metadata.Key<byte[]> ENCODED =
            Metadata.Key.of("asof-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private ErrorTrailer() {}

    /** @param message for people, with the remedy */
    public static ErrorDetail detail(ErrorCode code, String message) {
        return ErrorDetail.newBuilder().setCode(code.name()).setMessage(message).build();
    }
}
