package dev.asof.cli.store;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * OpenTelemetry's tracing, which its own environment variables turn on and set up: {@code OTEL_EXPORTER_OTLP_ENDPOINT} or
 * {@code OTEL_TRACES_EXPORTER}. Where none of them is set, nothing of it is loaded.
 */
final class Tracing implements AutoCloseable {
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "asof",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf");

    private final OpenTelemetrySdk sdk;

    private Tracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /** @param variables the environment */
    static Optional<Tracing> of(Map<String, String> variables) {
        String exporter = variables.getOrDefault("OTEL_TRACES_EXPORTER", "");
        boolean isAsked = !exporter.isBlank()
                || variables.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
                || variables.containsKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        boolean isOff = exporter.equals("none")
                || variables.getOrDefault("OTEL_SDK_DISABLED", "").equals("true");
        return isAsked && !isOff ? Optional.of(new Tracing(sdk(variables))) : Optional.empty();
    }

    private static OpenTelemetrySdk sdk(Map<String, String> variables) {
        Map<String, String> properties = new HashMap<>(DEFAULTS);
        variables.forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> properties)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    OpenTelemetry telemetry() {
        return sdk;
    }

    /** Sends what is not sent yet. */
    @Override
    public void close() {
        sdk.close();
    }
}
