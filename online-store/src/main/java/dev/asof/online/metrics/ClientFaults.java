package dev.asof.online.metrics;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.util.Objects;
import java.util.Set;

/**
 * Tells what clients did wrong from faults of the server, where gRPC calls both internal errors: frames and messages against the rules, and
 * connections that end before their answers are taken. What isn't known to be a client's stays the server's.
 */
final class ClientFaults {
    /** What gRPC says of messages that it can't take apart, or that are none or more than a method takes. */
    private static final Set<String> OF_MESSAGES = Set.of(
            "Encountered end-of-stream mid-frame",
            "gRPC frame header malformed: reserved bits not zero",
            "Can't decode compressed gRPC message as compression not configured",
            "Half-closed without a request",
            "Too many requests");

    private ClientFaults() {}

    /** What a call that ended so counts as. */
    static Status.Code code(Status status) {
        if (status.getCode() != Status.Code.INTERNAL) {
            return status.getCode();
        }
        if (status.getCause() instanceof Http2Exception of) {
            return code(of.error());
        }
        return OF_MESSAGES.contains(Objects.requireNonNullElse(status.getDescription(), ""))
                ? Status.Code.INVALID_ARGUMENT
                : Status.Code.INTERNAL;
    }

    private static Status.Code code(Http2Error error) {
        return switch (error) {
            case STREAM_CLOSED, CANCEL -> Status.Code.CANCELLED;
            case PROTOCOL_ERROR, FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR, COMPRESSION_ERROR, ENHANCE_YOUR_CALM ->
                Status.Code.INVALID_ARGUMENT;
            case NO_ERROR,
                    INTERNAL_ERROR,
                    SETTINGS_TIMEOUT,
                    REFUSED_STREAM,
                    CONNECT_ERROR,
                    INADEQUATE_SECURITY,
                    HTTP_1_1_REQUIRED -> Status.Code.INTERNAL;
        };
    }
}
