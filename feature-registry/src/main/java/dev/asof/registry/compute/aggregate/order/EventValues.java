package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of some events in event order, up to a number. They point into columns, and nothing is copied. Not
 * thread-safe.
 *
 * <pre>
 * values := count, value*      of the least event first
 * </pre>
 */
final class EventValues {
    private static final int FIRST_CAPACITY = 4;

    private final int limit;
    private @Nullable Column[] columns;
    private int[] rows;
    private int size;

    /** Where the value of the least event lies; the others follow it, and go on from the start where they wrap. */
    private int least;

    EventValues(int limit) {
        this.limit = limit;
        this.columns = new Column[Math.min(limit, FIRST_CAPACITY)];
        this.rows = new int[columns.length];
    }

    void clear() {
        Arrays.fill(columns, null);
        size = 0;
        least = 0;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == limit;
    }

    /** Keeps the value of an event after all others, in place of the least event's where there are as many as may be. */
    void keep(Column column, int row) {
        if (isFull()) {
            put(least, column, row);
            least = least + 1 == limit ? 0 : least + 1;
            return;
        }
        if (size == rows.length) {
            int capacity = Math.min(limit, 2 * size);
            columns = Arrays.copyOf(columns, capacity);
            rows = Arrays.copyOf(rows, capacity);
        }
        put(size, column, row);
        size++;
    }

    private void put(int at, Column column, int row) {
        columns[at] = column;
        rows[at] = row;
    }

    /** Keeps value {@code index} of others, from 0. */
    void keep(EventValues others, int index) {
        int at = others.place(index);
        keep(Objects.requireNonNull(others.columns[at]), others.rows[at]);
    }

    private int place(int index) {
        int at = least + index;
        return at < limit ? at : at - limit;
    }

    /** Appends value {@code index}, from 0. */
    void append(int index, ColumnBuilder target) {
        int at = place(index);
        target.appendFrom(Objects.requireNonNull(columns[at]), rows[at]);
    }

    void encode(StateWriter out) {
        out.putCount(size);
        for (int i = 0; i < size; i++) {
            int at = place(i);
            out.putValue(Objects.requireNonNull(columns[at]), rows[at]);
        }
    }

    static EventValues decode(int limit, DataType type, StateReader in) {
        EventValues values = new EventValues(limit);
        int size = in.getCountOf(1);
        if (size > limit) {
            throw StateReader.malformed(size + " values are more than " + limit);
        }
        for (int i = 0; i < size; i++) {
            values.keep(in.getValue(type), 0);
        }
        return values;
    }
}
