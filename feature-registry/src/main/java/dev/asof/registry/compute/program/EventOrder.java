package dev.asof.registry.compute.program;

import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The total order of the events of one entity, and the order of the versions of one event. Both end with the content:
 * the tie break's columns as declared, then the columns that the view's expressions read, by name. Events that are equal
 * in all of it are alike to every feature of the view.
 */
final class EventOrder {
    private final int eventTimeIndex;
    private final OptionalInt arrivalIndex;
    private final int[] contentIndexes;
    private final int[] uniqueKeyIndexes;

    /** @param used the columns that the view's expressions read, sorted */
    EventOrder(SourceContract contract, List<String> used, Schema kept) {
        this.eventTimeIndex = kept.indexOf(contract.eventTime());
        this.arrivalIndex = contract.arrivalTime().map(kept::find).orElse(OptionalInt.empty());
        this.contentIndexes = Stream.concat(contract.tieBreak().stream(), used.stream())
                .distinct()
                .mapToInt(kept::indexOf)
                .toArray();
        this.uniqueKeyIndexes =
                contract.uniqueKey().stream().mapToInt(kept::indexOf).toArray();
    }

    int eventTimeIndex() {
        return eventTimeIndex;
    }

    boolean hasArrival() {
        return arrivalIndex.isPresent();
    }

    boolean hasUniqueKey() {
        return uniqueKeyIndexes.length > 0;
    }

    long[] eventTimes(ColumnBatch kept) {
        return ((LongColumn) kept.column(eventTimeIndex)).values();
    }

    /** The arrivals; where the source declares none, an event arrives when it happens. */
    long[] arrivals(ColumnBatch kept) {
        return ((LongColumn) kept.column(arrivalIndex.orElse(eventTimeIndex))).values();
    }

    /** Orders by (event time, arrival, content). */
    int compareEvents(ColumnBatch kept, int row, int other) {
        int byTime = Long.compare(eventTimes(kept)[row], eventTimes(kept)[other]);
        if (byTime != 0) {
            return byTime;
        }
        int byArrival = Long.compare(arrivals(kept)[row], arrivals(kept)[other]);
        return byArrival != 0 ? byArrival : compareContent(kept, row, other);
    }

    /** Orders by (arrival, event time, content). */
    int compareVersions(ColumnBatch kept, int row, int other) {
        int byArrival = Long.compare(arrivals(kept)[row], arrivals(kept)[other]);
        return byArrival != 0 ? byArrival : compareRetries(kept, row, other);
    }

    /** Zero where one of two versions is a retry of the other: the same (event time, content). */
    int compareRetries(ColumnBatch kept, int row, int other) {
        int byTime = Long.compare(eventTimes(kept)[row], eventTimes(kept)[other]);
        return byTime != 0 ? byTime : compareContent(kept, row, other);
    }

    /** Orders by the unique key's columns. */
    int compareUniqueKeys(ColumnBatch kept, int row, int other) {
        return compareColumns(kept, uniqueKeyIndexes, row, other);
    }

    /** Whether no column of the row's unique key is null. */
    boolean hasWholeUniqueKey(ColumnBatch kept, int row) {
        for (int index : uniqueKeyIndexes) {
            if (kept.column(index).isNull(row)) {
                return false;
            }
        }
        return true;
    }

    private int compareContent(ColumnBatch kept, int row, int other) {
        return compareColumns(kept, contentIndexes, row, other);
    }

    private static int compareColumns(ColumnBatch kept, int[] indexes, int row, int other) {
        for (int index : indexes) {
            Column column = kept.column(index);
            int comparison = column.compare(row, column, other);
            if (comparison != 0) {
                return comparison;
            }
        }
        return 0;
    }
}
