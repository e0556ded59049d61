package dev.asof.online.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
    private static final String METHOD = "asof.v1.FeatureService/GetOnlineFeatures";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CallMetrics calls = new CallMetrics(registry, Long.MAX_VALUE);

    private long timed() {
        HistogramSnapshot durations = (HistogramSnapshot)
                registry.scrape("asof_call_duration_seconds"::equals).get(0);
        return durations.getDataPoints().getFirst().getCount();
    }

    @Test
    void aCallThatFailsForLackOfAResourceIsTimed() {
        Status tooMany = Status.RESOURCE_EXHAUSTED.withDescription("Cannot take 50,001 events: 50,000 at most.");
        calls.newServerStreamTracer(METHOD, new Metadata()).streamClosed(tooMany);
        assertThat(timed()).isOne();
    }

    private double running() {
        return registry.scrape("asof_calls_running"::equals).stream()
                .map(GaugeSnapshot.class::cast)
                .flatMap(gauge -> gauge.getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }

    @Test
    void methodsThatThereAreNotAreOne() {
        for (int i = 0; i < 100; i++) {
            calls.newServerStreamTracer("evil/m" + i, new Metadata()).streamClosed(Status.UNIMPLEMENTED);
        }
        CounterSnapshot ended =
                (CounterSnapshot) registry.scrape("asof_calls_total"::equals).get(0);
        assertThat(ended.getDataPoints()).singleElement().satisfies(point -> {
            assertThat(point.getLabels().get("method")).isEqualTo("other");
            assertThat(point.getValue()).isEqualTo(100);
        });
    }

    /** gRPC tells nothing more of a call whose headers it can't read. */
    @Test
    void aCallThatNeverStartedIsNotRunning() {
        calls.newServerStreamTracer(METHOD, new Metadata());
        assertThat(running()).isZero();
    }

    @Test
    void aCallRunsFromItsStartToItsEnd() {
        ServerStreamTracer call = calls.newServerStreamTracer(METHOD, new Metadata());
        call.serverCallStarted(started(FeatureServiceGrpc.getGetOnlineFeaturesMethod()));
        assertThat(running()).isOne();
        call.streamClosed(Status.OK);
        assertThat(running()).isZero();
    }

    private String codeOf(Status status) {
        calls.newServerStreamTracer(METHOD, new Metadata()).streamClosed(status);
        CounterSnapshot ended =
                (CounterSnapshot) registry.scrape("asof_calls_total"::equals).get(0);
        return String.valueOf(ended.getDataPoints().getFirst().getLabels().get("code"));
    }

    @Test
    void aDefectThatTheNetworkMeetsIsAFaultOfTheServer() {
        Http2Exception defect = Http2Exception.streamError(1, Http2Error.INTERNAL_ERROR, "a defect");
        assertThat(codeOf(Status.INTERNAL.withDescription("http2 exception").withCause(defect)))
                .isEqualTo("INTERNAL");
    }

    @Test
    void aFailureThatTheServerTellsIsItsFault() {
        assertThat(codeOf(Status.INTERNAL.withDescription("Cannot write the events: Too many requests")))
                .isEqualTo("INTERNAL");
    }

    @Test
    void whatIsMadeAfterACallHasEndedIsOnNoWay() {
        ServerStreamTracer call = calls.newServerStreamTracer(METHOD, new Metadata());
        call.serverCallStarted(started(FeatureServiceGrpc.getGetOnlineFeaturesMethod()));
        call.outboundWireSize(100);
        assertThat(calls.unreadBytes()).isEqualTo(100);
        call.streamClosed(Status.CANCELLED);
        call.outboundWireSize(100);
        assertThat(calls.unreadBytes()).isZero();
    }

    @Test
    void whatAStreamAnswersIsNotUnreadForAsLongAsItLasts() {
        ServerStreamTracer call = calls.newServerStreamTracer(METHOD, new Metadata());
        call.serverCallStarted(started(IngestServiceGrpc.getIngestEventStreamMethod()));
        call.outboundWireSize(100);
        assertThat(calls.unreadBytes()).isZero();
    }

    private static <Q, A> ServerStreamTracer.ServerCallInfo<Q, A> started(MethodDescriptor<Q, A> method) {
        return new ServerStreamTracer.ServerCallInfo<>() {
            @Override
            public MethodDescriptor<Q, A> getMethodDescriptor() {
                return method;
            }

            @Override
            public Attributes getAttributes() {
                return Attributes.EMPTY;
            }

            @Override
            public @Nullable String getAuthority() {
                return null;
            }
        };
    }
}
