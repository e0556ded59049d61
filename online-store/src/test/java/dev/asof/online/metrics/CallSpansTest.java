package dev.asof.online.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

class CallSpansTest {
    private static final String METHOD = "asof.v1.FeatureService/GetOnlineFeatures";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final CallSpans spans = new CallSpans(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build());

    @Test
    void aCallIsASpanOfItsCaller() {
        Metadata headers = new Metadata();
        headers.put(header("traceparent"), "00-" + TRACE + "-" + CALLER + "-01");
        headers.put(header("x-request-id"), "r-17");
        call(headers, Status.OK);
        SpanData span = exported.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo(METHOD);
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(CALLER);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("asof.request_id")))
                .isEqualTo("r-17");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aCallWithoutACallersSpanBeginsATrace() {
        call(new Metadata(), Status.OK);
        assertThat(exported.getFinishedSpanItems()
                        .getFirst()
                        .getParentSpanContext()
                        .isValid())
                .isFalse();
    }

    @Test
    void onlyTheServersFaultIsAnError() {
        call(new Metadata(), Status.INVALID_ARGUMENT);
        call(new Metadata(), Status.INTERNAL);
        assertThat(exported.getFinishedSpanItems())
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.UNSET, StatusCode.ERROR);
        assertThat(exported.getFinishedSpanItems())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("rpc.response.status_code")))
                .containsExactly("INVALID_ARGUMENT", "INTERNAL");
    }

    private void call(Metadata headers, Status status) {
        ServerStreamTracer call = spans.newServerStreamTracer(METHOD, headers);
        call.streamClosed(status);
    }

    private static Metadata.Key<String> header(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
