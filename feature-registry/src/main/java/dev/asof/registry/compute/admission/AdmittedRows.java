package dev.asof.registry.compute.admission;

import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a batch that are events of a view. Not thread-safe. */
public final class AdmittedRows {
    private final int[] rows;
    private final EntityKeyCodec keyCodec;
    private final List<Column> keyColumns;
    private final ColumnBatch kept;
    private final int eventTimeIndex;
    private final List<Violation> violations;
    private @Nullable EncodedKeys keys;

    /**
     * @param keyColumns the key columns of the whole batch, in the entity's order
     * @param eventTimeIndex the position of the event time among the kept columns
     */
    AdmittedRows(
            int[] rows,
            EntityKeyCodec keyCodec,
            List<Column> keyColumns,
            ColumnBatch kept,
            int eventTimeIndex,
            List<Violation> violations) {
        this.rows = rows;
        this.keyCodec = keyCodec;
        this.keyColumns = keyColumns;
        this.kept = kept;
        this.eventTimeIndex = eventTimeIndex;
        this.violations = List.copyOf(violations);
    }

    /** The positions of the events in the batch, ascending. Shared, not to be changed. */
    public int[] rows() {
        return rows;
    }

    /** Per event its encoded entity key; encoded when it is first asked for. */
    public EncodedKeys keys() {
        EncodedKeys known = keys;
        if (known == null) {
            known = keyCodec.encode(keyColumns, rows);
            keys = known;
        }
        return known;
    }

    /**
     * Per event its entity key, where that is one value of the long lane, of which {@link #keys} are the bytes. Shared, not to be changed.
     */
    public Optional<long[]> longKeys() {
        return keyColumns.size() == 1 && keyColumns.getFirst() instanceof LongColumn longs
                ? Optional.of(
                        rows.length == longs.size()
                                ? longs.values()
                                : longs.gather(rows, 0, rows.length).values())
                : Optional.empty();
    }

    /** Per event the columns of {@code FeatureProgram.keptColumns()}; those of the batch itself where all rows are events. */
    public ColumnBatch kept() {
        return kept;
    }

    /** Per event its time, in microseconds since the epoch. Shared, not to be changed. */
    public long[] eventTimes() {
        return ((LongColumn) kept.column(eventTimeIndex)).values();
    }

    /** Why the other rows are no events. */
    public List<Violation> violations() {
        return violations;
    }
}
