package dev.asof.online.metrics;

import dev.asof.online.grpc.Refusal;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times each call, from the arrival of its headers to its end, by method and status; those that are {@linkplain
 * Refusal turned away at once} are only counted, as that has to be cheap, and a quick refusal would flatter the figures. Calls that
 * fail for the server's fault, and slow ones, are logged with their request's id: what the client sent as {@code x-request-id}, or
 * else one of ours. Thread-safe.
 */
final class CallMetrics extends ServerStreamTracer.Factory {
    static final Metadata.Key<String> REQUEST_ID = Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    private static final Logger LOG = LoggerFactory.getLogger(CallMetrics.class);
    private static final int LONGEST_ID = 128;
    private static final int LINES_PER_SECOND = 10;
    private static final long ENDED = Long.MIN_VALUE;

    /** Calls that should not take long: others load files, or last as long as a client sends. */
    private static final Set<String> QUICK = Set.of(
            FeatureServiceGrpc.getGetOnlineFeaturesMethod().getFullMethodName(),
            IngestServiceGrpc.getIngestEventsMethod().getFullMethodName());

    private static final double[] BOUNDS_SECONDS = {
        50e-6, 100e-6, 200e-6, 400e-6, 800e-6, 1.6e-3, 3.2e-3, 6.4e-3, 12.8e-3, 25.6e-3, 0.1, 0.4, 1.6, 6.4
    };

    private final Histogram durations;
    private final Counter calls;
    private final Gauge running;
    private final long slowNanos;
    private final LineBudget lines = new LineBudget(LINES_PER_SECOND, System.nanoTime());
    private final Map<String, Method> methods = new ConcurrentHashMap<>();
    private final LongAdder unreadBytes = new LongAdder();

    /** @param slowNanos calls that take longer are logged */
    CallMetrics(PrometheusRegistry registry, long slowNanos) {
        this.slowNanos = slowNanos;
        this.durations = Histogram.builder()
                .name("asof_call_duration_seconds")
                .help(
                        "How long calls took that were not turned away at once, from the arrival of their headers to their end.")
                .labelNames("method")
                .classicUpperBounds(BOUNDS_SECONDS)
                .register(registry);
        this.calls = Counter.builder()
                .name("asof_calls_total")
                .help("Calls that ended, by gRPC status.")
                .labelNames("method", "code")
                .register(registry);
        this.running = Gauge.builder()
                .name("asof_calls_running")
                .help("Calls that were begun and have not ended.")
                .labelNames("method")
                .register(registry);
        GaugeWithCallback.builder()
                .name("asof_answers_unread_bytes")
                .help("Bytes of answers that clients have not taken yet.")
                .callback(figure -> figure.call(unreadBytes()))
                .register(registry);
    }

    /** How much of answers is on its way: made, and not sent to its end. */
    long unreadBytes() {
        return unreadBytes.sum();
    }

    /** The figures of one method, looked up once. */
    private final class Method {
        private final String name;
        private final boolean isQuick;
        private final DistributionDataPoint durations;
        private final GaugeDataPoint running;
        private final Map<Status.Code, CounterDataPoint> calls = new ConcurrentHashMap<>();

        Method(String name) {
            this.name = name;
            this.isQuick = QUICK.contains(name);
            this.durations = CallMetrics.this.durations.labelValues(name);
            this.running = CallMetrics.this.running.labelValues(name);
        }

        void ended(Status status, Status.Code code, double seconds) {
            if (!Refusal.is(status)) {
                durations.observe(seconds);
            }
            calls.computeIfAbsent(code, each -> CallMetrics.this.calls.labelValues(name, each.name()))
                    .inc();
        }
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        return new Call(methods.computeIfAbsent(MethodNames.of(fullMethodName), Method::new), headers);
    }

    private void tellLeftOut(long nowNanos) {
        long leftOut = lines.leftOut(nowNanos);
        if (leftOut > 0) {
            LOG.warn("{} more calls that failed or were slow are left out here", leftOut);
        }
    }

    /** Whether a call that ended so failed for the server's fault. */
    static boolean isFault(Status.Code code) {
        return switch (code) {
            case INTERNAL, DATA_LOSS, UNKNOWN -> true;
            default -> false;
        };
    }

    private final class Call extends ServerStreamTracer {
        private final Method method;
        private final Metadata headers;
        private final long from = System.nanoTime();
        private final AtomicLong unread = new AtomicLong();
        private volatile boolean isStarted;
        private volatile boolean hasOneAnswer;

        Call(Method method, Metadata headers) {
            this.method = method;
            this.headers = headers;
        }

        /** Counted from here on, as nothing more is told of a call whose headers can't be read. */
        @Override
        public void serverCallStarted(ServerCallInfo<?, ?> info) {
            isStarted = true;
            hasOneAnswer = info.getMethodDescriptor().getType().serverSendsOneMessage();
            method.running.inc();
        }

        /**
         * An answer may be made on one thread while its call ends on another: what is made after the end is on no way. Of a stream, which may last
         * for days, nothing tells what was taken.
         */
        @Override
        public void outboundWireSize(long bytes) {
            if (hasOneAnswer && unread.getAndUpdate(before -> before == ENDED ? ENDED : before + bytes) != ENDED) {
                unreadBytes.add(bytes);
            }
        }

        @Override
        public void streamClosed(Status status) {
            unreadBytes.add(-unread.getAndSet(ENDED));
            long now = System.nanoTime();
            long nanos = now - from;
            if (isStarted) {
                method.running.dec();
            }
            Status.Code code = ClientFaults.code(status);
            method.ended(status, code, nanos / 1e9);
            tellLeftOut(now);
            if ((isFault(code) || isSlow(nanos)) && lines.take(now)) {
                log(status, code, nanos);
            }
        }

        private boolean isSlow(long nanos) {
            return nanos > slowNanos && method.isQuick;
        }

        private void log(Status status, Status.Code code, long nanos) {
            LOG.atWarn()
                    .addKeyValue("request_id", requestId())
                    .addKeyValue("method", method.name)
                    .addKeyValue("code", code)
                    .addKeyValue(
                            "millis",
                            String.format(Locale.ROOT, "%.3f", nanos / (double) TimeUnit.MILLISECONDS.toNanos(1)))
                    .log(text(status, code));
        }

        private static String text(Status status, Status.Code code) {
            if (isFault(code)) {
                String reason = status.getDescription();
                return reason == null ? "A call failed" : "A call failed: " + reason.replace('\n', ' ');
            }
            return "A slow call";
        }

        private String requestId() {
            return Optional.ofNullable(headers.get(REQUEST_ID))
                    .filter(id -> id.length() <= LONGEST_ID)
                    .orElseGet(() -> UUID.randomUUID().toString());
        }
    }
}
