package dev.asof.offline.observation;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.repository.TableFormat;
import java.util.Map;

/**
 * How asking rows are to be read.
 *
 * @param timeColumn the timestamp column of the time asked about
 * @param keyColumns where a key is not in the column of its own name: by {@code key} or {@code entity.key} the column; by
 *     {@code role__key} where the entity plays a role
 */
public record ObservationOptions(TableFormat format, String timeColumn, Map<String, String> keyColumns) {
    /** The column of the time asked about, unless another is named. */
    public static final String TIME_COLUMN = "event_timestamp";

    /** The optional column of the time by which an event must have arrived; where it is null, the time asked about. */
    public static final String KNOWN_AT_COLUMN = "known_at";

    /** The optional column of the time by which the server must have accepted an event; where it is null, no bound. */
    public static final String ACCEPTED_BY_COLUMN = "accepted_by";

    public ObservationOptions {
        keyColumns = Map.copyOf(keyColumns);
    }

    /** The usual names. */
    public static ObservationOptions of(TableFormat format) {
        return new ObservationOptions(format, TIME_COLUMN, Map.of());
    }

    /** The column that holds a key of an entity. */
    public String columnOf(EntityKeys entity, String key) {
        String usual = FeatureRef.columnOf(entity.role(), key);
        return entity.role().isEmpty()
                ? keyColumns.getOrDefault(entity.entity() + "." + key, keyColumns.getOrDefault(usual, usual))
                : keyColumns.getOrDefault(usual, usual);
    }
}
