package dev.asof.online.metrics;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes each call a span, a child of the caller's where its headers name one. Names and attributes are those of OpenTelemetry's semantic
 * conventions for gRPC. Thread-safe.
 */
public final class CallSpans extends ServerStreamTracer.Factory {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("rpc.response.status_code");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("asof.request_id");

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    /** @param telemetry where spans go, and how headers name a caller's */
    public CallSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.asof");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        String method = MethodNames.of(fullMethodName);
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(propagator.extract(Context.root(), headers, Headers.INSTANCE))
                .setAttribute(SYSTEM, "grpc")
                .setAttribute(METHOD, method)
                .startSpan();
        String requestId = headers.get(CallMetrics.REQUEST_ID);
        if (requestId != null) {
            span.setAttribute(REQUEST_ID, requestId);
        }
        return new Call(span);
    }

    private static final class Call extends ServerStreamTracer {
        private final Span span;

        Call(Span span) {
            this.span = span;
        }

        @Override
        public void streamClosed(Status status) {
            Status.Code code = ClientFaults.code(status);
            span.setAttribute(STATUS, code.name());
            if (CallMetrics.isFault(code)) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private enum Headers implements TextMapGetter<Metadata> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Metadata headers, String name) {
            String key = name.toLowerCase(Locale.ROOT);
            return headers == null || key.endsWith(Metadata.BINARY_HEADER_SUFFIX)
                    ? null
                    : headers.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
        }
    }
}
