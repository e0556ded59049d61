package dev.asof.registry.compute.program;

import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.event.UniqueKey;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The total order of the events of one entity, and the order of the versions of one event. Both end with the content:
 * whether the version takes the event back, the tie break's columns as declared, then the columns that the view's
 * expressions read, by name. Events that are equal in all of it are alike to every feature of the view.
 */
final class EventOrder {
    private final int eventTimeIndex;
    private final OptionalInt arrivalIndex;
    private final int[] contentIndexes;
    private final OptionalInt retractedIndex;
    private final UniqueKey uniqueKey;

    /** @param used the columns that the view's expressions read, sorted */
    EventOrder(SourceContract contract, List<String> used, Schema kept) {
        this.eventTimeIndex = kept.indexOf(contract.eventTime());
        this.arrivalIndex = contract.arrivalTime().map(kept::find).orElse(OptionalInt.empty());
        SourceRoles roles = contract.roles();
        this.retractedIndex = roles.retracted().map(kept::find).orElse(OptionalInt.empty());
        this.contentIndexes = Stream.concat(roles.tieBreak().stream(), used.stream())
                .distinct()
                .mapToInt(kept::indexOf)
                .toArray();
        this.uniqueKey = roles.uniqueKeyIn(kept);
    }

    int eventTimeIndex() {
        return eventTimeIndex;
    }

    boolean hasArrival() {
        return arrivalIndex.isPresent();
    }

    UniqueKey uniqueKey() {
        return uniqueKey;
    }

    boolean hasRetractions() {
        return retractedIndex.isPresent();
    }

    /** Whether the row takes its event back. */
    boolean isRetraction(ColumnBatch kept, int row) {
        if (retractedIndex.isEmpty()) {
            return false;
        }
        LongColumn retracted = (LongColumn) kept.column(retractedIndex.getAsInt());
        return !retracted.isNull(row) && retracted.values()[row] != 0;
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

    private int compareContent(ColumnBatch kept, int row, int other) {
        int byRetraction = Boolean.compare(isRetraction(kept, row), isRetraction(kept, other));
        return byRetraction != 0 ? byRetraction : compareColumns(kept, row, other);
    }

    private int compareColumns(ColumnBatch kept, int row, int other) {
        for (int index : contentIndexes) {
            Column column = kept.column(index);
            int comparison = column.compare(row, column, other);
            if (comparison != 0) {
                return comparison;
            }
        }
        return 0;
    }
}
