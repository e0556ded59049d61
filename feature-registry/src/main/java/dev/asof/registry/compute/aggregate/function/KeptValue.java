package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import org.jspecify.annotations.Nullable;

/**
 * The one value that a state keeps of all that it saw, if any. It points into a column, and copies nothing. Not
 * thread-safe.
 *
 * <pre>
 * value := 00 none | 01 value | 02 null
 * </pre>
 */
public final class KeptValue {
    private static final int NONE = 0;
    private static final int VALUE = 1;
    private static final int NULL = 2;

    private @Nullable Column column;
    private int row;

    /** Keeps nothing. */
    public void clear() {
        column = null;
    }

    /** Whether nothing is kept. */
    public boolean isAbsent() {
        return column == null;
    }

    /** Keeps the value of a column, which may be null, in place of what was kept. */
    public void keep(Column source, int sourceRow) {
        column = source;
        row = sourceRow;
    }

    /** Keeps what {@code other} keeps. */
    public void keep(KeptValue other) {
        column = other.column;
        row = other.row;
    }

    /** Orders a value and the kept one by {@link Column#compare}; 0 if none is kept. */
    public int compare(Column candidate, int candidateRow) {
        return column == null ? 0 : candidate.compare(candidateRow, column, row);
    }

    /** Orders what {@code candidate} keeps and what this keeps by {@link Column#compare}; 0 if one of them keeps nothing. */
    public int compare(KeptValue candidate) {
        return candidate.column == null ? 0 : compare(candidate.column, candidate.row);
    }

    /** Writes the kept value, or {@code NULL_VALUE} if it is null or none is kept. */
    public void finish(FeatureValues target, int targetRow) {
        if (column == null) {
            target.setAbsent(targetRow, ValueStatus.NULL_VALUE);
        } else {
            target.setFrom(targetRow, column, row);
        }
    }

    /** Writes the value. */
    public void encode(StateWriter out) {
        if (column == null) {
            out.putByte(NONE);
        } else if (column.isNull(row)) {
            out.putByte(NULL);
        } else {
            out.putByte(VALUE);
            out.putValue(column, row);
        }
    }

    /**
     * Keeps what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no such value
     */
    public void decode(DataType type, StateReader in) {
        row = 0;
        column = switch (in.getByte()) {
            case NONE -> null;
            case VALUE -> in.getValue(type);
            case NULL -> nullOf(type);
            default -> throw StateReader.malformed("a value is neither there nor absent");
        };
    }

    private static Column nullOf(DataType type) {
        ColumnBuilder builder = new ColumnBuilder(type);
        builder.appendNull();
        return builder.build();
    }
}
