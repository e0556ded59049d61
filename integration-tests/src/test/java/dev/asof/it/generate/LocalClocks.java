package dev.asof.it.generate;

import dev.asof.it.oracle.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes times of rows without an offset, as the clocks of the source's zone showed them; some as no clock ever did. */
final class LocalClocks {
    private static final long HALF_AN_HOUR = 1_800_000_000L;

    private final ZoneId zone;
    private final Type stored;

    private LocalClocks(ZoneId zone, Type stored) {
        this.zone = zone;
        this.stored = stored;
    }

    /** Equal times stay equal. */
    static Map<String, @Nullable Object> written(Map<String, @Nullable Object> row, SchemaGenerator.Schema schema) {
        ZoneId zone = ZoneId.of(schema.source().zone().orElse("UTC"));
        Map<String, @Nullable Object> written = new HashMap<>(row);
        for (String column : schema.localTimes()) {
            LocalClocks clocks = new LocalClocks(zone, schema.storedTypes().getOrDefault(column, Type.TIMESTAMP));
            written.computeIfPresent(column, (name, value) -> clocks.written(value));
        }
        return written;
    }

    private @Nullable Object written(@Nullable Object value) {
        return switch (value) {
            case Long micros -> new Type.Local(stored.equals(Type.DATE) ? micros : shown(micros));
            case List<?> list -> list.stream().map(this::written).collect(Collectors.toCollection(ArrayList::new));
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> written = new LinkedHashMap<>();
                map.forEach((key, each) -> written.put(key, written(each)));
                yield written;
            }
            case null, default -> value;
        };
    }

    private long shown(long micros) {
        if (micros < Clock.FIRST_TIME || micros > Clock.LAST_TIME) {
            return micros;
        }
        LocalDateTime local = LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone);
        long shown = ChronoUnit.MICROS.between(Instant.EPOCH, local.toInstant(ZoneOffset.UTC));
        return switch (Math.floorMod(Long.hashCode(micros * 0x9E37_79B9_7F4A_7C15L), 8)) {
            case 0 -> shown + HALF_AN_HOUR;
            case 1 -> shown - HALF_AN_HOUR;
            case 2 -> shown + 2 * HALF_AN_HOUR;
            default -> shown;
        };
    }
}
