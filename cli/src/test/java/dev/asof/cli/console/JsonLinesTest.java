package dev.asof.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
    @Test
    void anEventIsOneObjectOnOneLine() throws Exception {
        JsonNode line = written(null);
        assertThat(line.properties().stream().map(java.util.Map.Entry::getKey).toList())
                .containsExactly("time", "level", "logger", "message", "request_id", "millis");
        assertThat(line.get("time").textValue()).isEqualTo("2026-03-01T12:00:00.250Z");
        assertThat(line.get("level").textValue()).isEqualTo("WARN");
        assertThat(line.get("logger").textValue()).isEqualTo("dev.asof.Calls");
        assertThat(line.get("message").textValue()).isEqualTo("A \"slow\" call\nof 2 rows");
        assertThat(line.get("request_id").textValue()).isEqualTo("r-17");
        assertThat(line.get("millis").textValue()).isEqualTo("1200.5");
    }

    @Test
    void aFailureComesWithItsStackTrace() throws Exception {
        JsonNode line = written(new IllegalStateException("no disk"));
        assertThat(line.get("error").textValue())
                .startsWith("java.lang.IllegalStateException: no disk")
                .contains("aFailureComesWithItsStackTrace");
    }

    private static JsonNode written(@Nullable Throwable failure) throws Exception {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                JsonLinesTest.class.getName(),
                context.getLogger("dev.asof.Calls"),
                Level.WARN,
                "A \"slow\" call\nof {} rows",
                failure,
                new Object[] {2});
        event.setInstant(Instant.parse("2026-03-01T12:00:00.250Z"));
        event.addKeyValuePair(new KeyValuePair("request_id", "r-17"));
        event.addKeyValuePair(new KeyValuePair("millis", 1200.5));
        String text = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
        assertThat(text).endsWith("}\n");
        assertThat(text.strip()).doesNotContain("\n");
        return new ObjectMapper().readTree(text);
    }
}
