package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of values that is read back as them: that of casts, but for times, whose zone is left to be UTC. */
final class ValueText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private ValueText() {}

    static String of(Type type, Object value) {
        return switch (type.kind()) {
            case BOOL, INT32, INT64, STRING, FLOAT64 -> value.toString();
            case FLOAT32 -> Float.toString(((Double) value).floatValue());
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case BYTES -> ((Type.Binary) value).hex();
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIMESTAMP ->
                value instanceof Type.Local(long micros)
                        ? TimeParts.time(micros).toString()
                        : TIME.format(Instant.EPOCH
                                .plus((Long) value, ChronoUnit.MICROS)
                                .atOffset(ZoneOffset.UTC));
            case LIST ->
                ((List<?>) value)
                        .stream()
                                .map(element -> json(type.element(), element))
                                .collect(Collectors.joining(", ", "[", "]"));
            case MAP -> ofMap(type.element(), (Map<?, ?>) value);
        };
    }

    private static String ofMap(Type type, Map<?, ?> map) {
        return map.keySet().stream()
                .map(Object.class::cast)
                .sorted(ValueOrder.VALUES)
                .map(key -> quoted((String) key) + ": " + json(type, map.get(key)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String json(Type type, @Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return switch (type.kind()) {
            case BOOL, INT32, INT64, DECIMAL, LIST, MAP -> of(type, value);
            case FLOAT32, FLOAT64 -> Double.isFinite((Double) value) ? of(type, value) : quoted(of(type, value));
            case STRING, BYTES, DATE, TIMESTAMP -> quoted(of(type, value));
        };
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' ? String.format("\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
