package dev.asof.online.metrics;

import dev.asof.online.OnlineStore;
import io.grpc.ServerStreamTracer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;

/** All that a server measures. Thread-safe. */
public final class ServerMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CallMetrics calls;

    /** @param slowCall calls that take longer are logged */
    public ServerMetrics(OnlineStore store, Duration slowCall, InstantSource wallClock) {
        this.calls = new CallMetrics(registry, slowCall.toNanos());
        registry.register(new StoreMetrics(store, wallClock));
        JvmMetrics.builder().register(registry);
    }

    /** Measures the calls of a server. */
    public ServerStreamTracer.Factory calls() {
        return calls;
    }

    /** How much of answers clients have not taken yet. */
    public long unreadBytes() {
        return calls.unreadBytes();
    }

    /** Measures calls as {@link #calls} does, for nobody. */
    public static ServerStreamTracer.Factory untold() {
        return new CallMetrics(new PrometheusRegistry(), Long.MAX_VALUE);
    }

    /** The figures, as they are told. */
    public PrometheusRegistry registry() {
        return registry;
    }
}
