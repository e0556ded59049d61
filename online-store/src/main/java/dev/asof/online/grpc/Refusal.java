package dev.asof.online.grpc;

import dev.asof.online.wire.ErrorTrailer;
import dev.asof.registry.error.ErrorCode;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Turns calls away at once, rather than let them wait: all that can be is made beforehand, as there are many when it matters. */
public final class Refusal {
    private static final String MESSAGE =
            "Cannot answer the request now: more requests wait than can be answered in time. Send it again later,"
                    + " or to another server.";
    private static final Status STATUS = GrpcErrors.status(ErrorCode.OVERLOADED, MESSAGE);
    private static final byte[] DETAIL =
            ErrorTrailer.detail(ErrorCode.OVERLOADED, MESSAGE).toByteArray();
    private static final ServerCall.Listener<Object> NOBODY = new ServerCall.Listener<>() {};

    private Refusal() {}

    /** Whether a call that ended with this status on the server was turned away so; each status equals itself alone. */
    public static boolean is(Status status) {
        return STATUS.equals(status);
    }

    /** Ends a call of which no message has been asked for. */
    @SuppressWarnings("unchecked") // It takes no message.
    static <Q> ServerCall.Listener<Q> close(ServerCall<Q, ?> call) {
        call.close(STATUS, trailers());
        return (ServerCall.Listener<Q>) NOBODY;
    }

    /** Ends a call by way of its observer. */
    static StatusRuntimeException asException() {
        return STATUS.asRuntimeException(trailers());
    }

    /** New ones each time: gRPC puts the status in. */
    private static Metadata trailers() {
        Metadata trailers = new Metadata();
        trailers.put(ErrorTrailer.ENCODED, DETAIL);
        return trailers;
    }
}
