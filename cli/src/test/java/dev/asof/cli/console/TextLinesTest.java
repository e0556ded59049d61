package dev.asof.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class TextLinesTest {
    @Test
    void anEventIsALineThatEndsWithItsKeys() {
        assertThat(written("A slow call", null, "r-17"))
                .isEqualTo("2026-03-01T13:00:00.250+01:00 WARN Calls - A slow call request_id=r-17\n");
    }

    @Test
    void whatAClientSentEndsNoLineAndSteersNoTerminal() {
        assertThat(written("A call\nfailed", null, "r\r\n2026-03-01T12:00:00Z ERROR made up\u001b[31m"))
                .isEqualTo("2026-03-01T13:00:00.250+01:00 WARN Calls - A call failed"
                        + " request_id=\"r  2026-03-01T12:00:00Z ERROR made up\uFFFD[31m\"\n");
    }

    @Test
    void aValueThatLooksLikeMoreIsInQuotes() {
        assertThat(written("A slow call", null, "r code=OK")).endsWith(" request_id=\"r code=OK\"\n");
        assertThat(written("A slow call", null, "r\"17\\")).endsWith(" request_id=\"r\\\"17\\\\\"\n");
        assertThat(written("A slow call", null, "")).endsWith(" request_id=\"\"\n");
    }

    @Test
    void aStackTraceIsIndented() {
        List<String> lines = written("A call failed", new IllegalStateException("no disk\n2026 ERROR made up"), "r")
                .lines()
                .toList();
        assertThat(lines.get(1)).isEqualTo("  java.lang.IllegalStateException: no disk");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("  "));
        assertThat(lines).anyMatch(line -> line.contains("aStackTraceIsIndented"));
    }

    private static String written(String message, @Nullable Throwable failure, String requestId) {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                TextLinesTest.class.getName(),
                context.getLogger("dev.asof.Calls"),
                Level.WARN,
                message,
                failure,
                new Object[0]);
        event.setInstant(Instant.parse("2026-03-01T12:00:00.250Z"));
        event.addKeyValuePair(new KeyValuePair("request_id", requestId));
        byte[] line = new TextLines(ZoneId.of("Europe/Berlin")).encode(event);
        return new String(line, StandardCharsets.UTF_8);
    }
}
