package dev.asof.offline.guard;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.table.LongRange;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.Optional;

/**
 * From when to when a source has events, as its files' footers state it.
 *
 * @param firstMicros no event is earlier
 * @param lastMicros no event is later
 */
record History(long firstMicros, long lastMicros) {

    long spanMicros() {
        return lastMicros - firstMicros;
    }

    /** The history in files; empty where one of them doesn't state it, or there are no rows. */
    static Optional<History> of(List<DataFile> files, String eventTime) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (DataFile each : files) {
            TableFile file = each.table();
            if (!hasTimestamp(file, eventTime)) {
                return Optional.empty();
            }
            for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
                Optional<LongRange> range = file.range(rowGroup, eventTime);
                if (range.isEmpty()) {
                    return Optional.empty();
                }
                first = Math.min(first, range.get().min());
                last = Math.max(last, range.get().max());
            }
        }
        return first <= last ? Optional.of(new History(first, last)) : Optional.empty();
    }

    private static boolean hasTimestamp(TableFile file, String column) {
        return file.schema().find(column).stream()
                .anyMatch(index -> file.schema().field(index).type() == ScalarType.TIMESTAMP);
    }
}
