package dev.asof.online.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Refuses requests whose bytes are no message that their method takes. gRPC reads a message before it hands it to a service, and takes
 * such bytes for a defect of the server; so they are handed on as they came, and read where the failure can be told.
 */
final class UnreadableRequests implements ServerInterceptor {
    private static final Marshaller<InputStream> AS_THEY_CAME = new Marshaller<>() {
        @Override
        public InputStream stream(InputStream bytes) {
            return bytes;
        }

        @Override
        public InputStream parse(InputStream bytes) {
            return bytes;
        }
    };

    private UnreadableRequests() {}

    /** The service, which is told of no request that it can't read. */
    static BindableService refusedBefore(BindableService service) {
        return () -> ServerInterceptors.intercept(
                ServerInterceptors.useMarshalledMessages(service.bindService(), AS_THEY_CAME),
                new UnreadableRequests());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new Refusing<>(call, next.startCall(call, headers));
    }

    /** Hears of a call, until a message of it can't be read. */
    private static final class Refusing<Q> extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;
        private boolean isRefused;

        Refusing(ServerCall<Q, ?> call, ServerCall.Listener<Q> service) {
            super(service);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            if (isRefused) {
                return;
            }
            try {
                super.onMessage(message);
            } catch (UncheckedIOException e) {
                refuse(noMessage());
            } catch (StatusRuntimeException e) {
                refuse(refusal(e));
            }
        }

        /** gRPC reads what is compressed as it is asked for, and tells only then that it is more than a message may have. */
        private StatusRuntimeException refusal(StatusRuntimeException failure) {
            if (failure.getCause() instanceof InvalidProtocolBufferException) {
                return noMessage();
            }
            if (failure.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                return GrpcErrors.of(new AsofException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "Cannot read the request: unpacked, it is larger than a message may be. Send it in parts."));
            }
            throw failure;
        }

        private StatusRuntimeException noMessage() {
            return GrpcErrors.of(new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot read the request: its bytes are no message that "
                            + call.getMethodDescriptor().getFullMethodName()
                            + " takes. Send what the published .proto files say."));
        }

        /** To the service the call is one that was cancelled. */
        private void refuse(StatusRuntimeException failure) {
            isRefused = true;
            Metadata trailers = failure.getTrailers();
            call.close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
            super.onCancel();
        }

        @Override
        public void onHalfClose() {
            if (!isRefused) {
                super.onHalfClose();
            }
        }

        @Override
        public void onCancel() {
            if (!isRefused) {
                super.onCancel();
            }
        }

        @Override
        public void onComplete() {
            if (!isRefused) {
                super.onComplete();
            }
        }

        @Override
        public void onReady() {
            if (!isRefused) {
                super.onReady();
            }
        }
    }
}
