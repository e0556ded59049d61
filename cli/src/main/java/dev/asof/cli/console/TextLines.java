package dev.asof.cli.console;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.asof.registry.diagnostic.Characters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * Log events for people, a line each: time, level, place, message, and the event's keys and values as {@code key=value}. A stack trace
 * follows, indented. Whatever text is in an event, it begins no line of its own and steers no terminal.
 */
final class TextLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    private static final int INDENT = 2;

    private final DateTimeFormatter times;

    /** @param zone that times are told in */
    TextLines(ZoneId zone) {
        this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
                .withZone(zone);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder text = new StringBuilder()
                .append(times.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(simpleName(event.getLoggerName()))
                .append(" - ")
                .append(Characters.oneLine(String.valueOf(event.getFormattedMessage())));
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
            text.append(' ').append(pair.key).append('=').append(value(String.valueOf(pair.value)));
        }
        text.append('\n');
        if (event.getThrowableProxy() != null) {
            text.append(Characters.lines(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                    .indent(INDENT));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** In quotes where it would look like more than one value, or like none. */
    private static String value(String text) {
        String line = Characters.oneLine(text);
        boolean isPlain = !line.isEmpty() && line.chars().noneMatch(c -> c == ' ' || c == '=' || c == '"');
        return isPlain ? line : '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
