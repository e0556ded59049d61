package dev.asof.registry.compute.value;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one feature for a number of questions, each with its status and, for {@code latest}, the time of the
 * event that answered. Written once per row in any order; threads may write different rows at the same time.
 */
public final class FeatureValues {
    /** The event time of a row that no event answered. */
    public static final long NO_EVENT = Long.MIN_VALUE;

    private static final byte PRESENT = ValueStatus.PRESENT.code();
    private static final byte DEFAULTED = ValueStatus.DEFAULTED.code();

    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};
    private static final byte[][] NO_BYTES = {};

    private final DataType type;
    private final byte[] statuses;
    private final long[] longs;
    private final double[] doubles;
    private final byte[][] bytes;

    /** Made with the first time that is noted, since only {@code latest} notes any. */
    private volatile long @Nullable [] eventTimeMicros;

    /** Room for {@code rows} values, none of them written yet. */
    public FeatureValues(DataType type, int rows) {
        this.type = type;
        this.statuses = new byte[rows];
        this.longs = type.lane() == DataType.Lane.LONG ? new long[rows] : NO_LONGS;
        this.doubles = type.lane() == DataType.Lane.DOUBLE ? new double[rows] : NO_DOUBLES;
        this.bytes = type.lane() == DataType.Lane.BYTES ? new byte[rows][] : NO_BYTES;
    }

    public DataType type() {
        return type;
    }

    /** The number of questions. */
    public int size() {
        return statuses.length;
    }

    /** @throws IllegalArgumentException if the row was not written */
    public ValueStatus status(int row) {
        return ValueStatus.ofCode(statuses[row]);
    }

    /** The codes of all statuses, not copied. */
    public byte[] statusCodes() {
        return statuses;
    }

    /** Whether the row has a value, present or by default. */
    public boolean hasValue(int row) {
        return statuses[row] == PRESENT || statuses[row] == DEFAULTED;
    }

    /** Whether no row lacks a value. */
    public boolean allHaveValues() {
        for (int row = 0; row < statuses.length; row++) {
            if (!hasValue(row)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every row is {@link ValueStatus#PRESENT}. */
    public boolean areAllPresent() {
        for (byte status : statuses) {
            if (status != PRESENT) {
                return false;
            }
        }
        return true;
    }

    /** The value of a row that has one, of the long lane. */
    public long longAt(int row) {
        return longs[row];
    }

    /** The value of a row that has one, of the double lane. */
    public double doubleAt(int row) {
        return doubles[row];
    }

    /** The value of a row that has one, of the bytes lane, not copied. */
    public byte[] bytesAt(int row) {
        return bytes[row];
    }

    /** The value of a row that has one, of the long or the double lane, as 64 bits. */
    public long bitsAt(int row) {
        return type.lane() == DataType.Lane.LONG ? longs[row] : Double.doubleToRawLongBits(doubles[row]);
    }

    /** Writes a value as {@link #bitsAt} gave it, and the code of its status. */
    public void setBits(int row, byte statusCode, long bits) {
        if (type.lane() == DataType.Lane.LONG) {
            longs[row] = bits;
        } else {
            doubles[row] = Double.longBitsToDouble(bits);
        }
        statuses[row] = statusCode;
    }

    /** Writes a value of the bytes lane, not copied, and the code of its status. */
    public void setBytes(int row, byte statusCode, byte[] value) {
        bytes[row] = value;
        statuses[row] = statusCode;
    }

    /** The time of the event that answered, or {@link #NO_EVENT}. */
    public long eventTimeMicros(int row) {
        long[] times = eventTimeMicros;
        return times == null ? NO_EVENT : times[row];
    }

    /** Writes a present value of the long lane. */
    public void setLong(int row, long value) {
        longs[row] = value;
        statuses[row] = ValueStatus.PRESENT.code();
    }

    /** Writes a present value of the double lane, NaN made canonical. */
    public void setDouble(int row, double value) {
        doubles[row] = Double.isNaN(value) ? Double.NaN : value;
        statuses[row] = ValueStatus.PRESENT.code();
    }

    /** Writes a present value of the bytes lane, not copied. */
    public void setBytes(int row, byte[] value) {
        bytes[row] = value;
        statuses[row] = ValueStatus.PRESENT.code();
    }

    /** Writes the value of a column of the same lane: present, or {@link ValueStatus#NULL_VALUE}. */
    public void setFrom(int row, Column source, int sourceRow) {
        if (source.isNull(sourceRow)) {
            setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        switch (source) {
            case LongColumn column -> setLong(row, column.values()[sourceRow]);
            case DoubleColumn column -> setDouble(row, column.values()[sourceRow]);
            case BytesColumn column -> setBytes(row, column.bytes(sourceRow));
        }
    }

    /**
     * Writes rows of other values of this type, each where it belongs.
     *
     * @param from the first row of the other that is written
     * @param to the end of those, exclusive
     * @param rows where they go: row {@code r} of the other to {@code rows[first + r]}
     */
    public void setFrom(FeatureValues other, int from, int to, int[] rows, int first) {
        for (int row = from; row < to; row++) {
            statuses[rows[first + row]] = other.statuses[row];
        }
        switch (type.lane()) {
            case LONG -> place(other.longs, from, to, longs, rows, first);
            case DOUBLE -> {
                for (int row = from; row < to; row++) {
                    doubles[rows[first + row]] = other.doubles[row];
                }
            }
            case BYTES -> {
                for (int row = from; row < to; row++) {
                    bytes[rows[first + row]] = other.bytes[row];
                }
            }
        }
        long[] otherTimes = other.eventTimeMicros;
        if (otherTimes != null) {
            long[] times = eventTimeMicros;
            place(otherTimes, from, to, times == null ? makeEventTimes() : times, rows, first);
        }
    }

    private static void place(long[] values, int from, int to, long[] target, int[] rows, int first) {
        for (int row = from; row < to; row++) {
            target[rows[first + row]] = values[row];
        }
    }

    /** Writes that there is no value, and why. */
    public void setAbsent(int row, ValueStatus status) {
        statuses[row] = status.code();
    }

    /** Writes the value that stands where there is none. */
    public void setDefault(int row, Value value) {
        switch (value) {
            case Value.LongValue v -> setLong(row, v.value());
            case Value.DoubleValue v -> setDouble(row, v.value());
            case Value.BytesValue v -> setBytes(row, v.value());
        }
        statuses[row] = ValueStatus.DEFAULTED.code();
    }

    /** Notes which event answered a {@code latest}. */
    public void setEventTimeMicros(int row, long micros) {
        long[] times = eventTimeMicros;
        if (times == null) {
            times = makeEventTimes();
        }
        times[row] = micros;
    }

    private synchronized long[] makeEventTimes() {
        long[] times = eventTimeMicros;
        if (times == null) {
            times = new long[statuses.length];
            Arrays.fill(times, NO_EVENT);
            eventTimeMicros = times;
        }
        return times;
    }

    /** The values as a column, null where there is none. */
    public Column toColumn() {
        return toColumn(0, statuses.length);
    }

    /** The values of the rows from {@code from} to {@code to}, exclusive, as a column. */
    public Column toColumn(int from, int to) {
        boolean[] nulls = nulls(from, to);
        return switch (type.lane()) {
            case LONG -> new LongColumn(type, Arrays.copyOfRange(longs, from, to), nulls);
            case DOUBLE -> new DoubleColumn(type, Arrays.copyOfRange(doubles, from, to), nulls);
            case BYTES -> bytesColumn(from, to, nulls);
        };
    }

    /** Null where every row has a value. */
    private boolean @Nullable [] nulls(int from, int to) {
        boolean[] nulls = null;
        for (int row = from; row < to; row++) {
            if (!status(row).hasValue()) {
                nulls = nulls == null ? new boolean[to - from] : nulls;
                nulls[row - from] = true;
            }
        }
        return nulls;
    }

    private Column bytesColumn(int from, int to, boolean @Nullable [] nulls) {
        int[] offsets = new int[to - from + 1];
        for (int row = from; row < to; row++) {
            offsets[row - from + 1] = BytesTooLong.plus(offsets[row - from], hasValue(row) ? bytes[row].length : 0);
        }
        byte[] data = new byte[offsets[to - from]];
        for (int row = from; row < to; row++) {
            if (hasValue(row)) {
                System.arraycopy(bytes[row], 0, data, offsets[row - from], bytes[row].length);
            }
        }
        return new BytesColumn(type, data, offsets, nulls);
    }
}
