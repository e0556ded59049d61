package dev.asof.online.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
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
        Status diskFull = Status.RESOURCE_EXHAUSTED.withDescription("Cannot write: no space left on device.");
        calls.newServerStreamTracer(METHOD, new Metadata()).streamClosed(diskFull);
        assertThat(timed()).isOne();
    }
}
