package dev.asof.registry.compute.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Column} of any type by appending values. Floats are made canonical on entry: every NaN becomes the
 * one quiet NaN. Not thread-safe; not to be used after {@link #build}.
 */
public final class ColumnBuilder {
    private static final int FIRST_CAPACITY = 16;

    private final DataType type;
    private int size;
    private long[] longs = {};
    private double[] doubles = {};
    private byte[] data = {};
    private int[] offsets = {0};
    private boolean @Nullable [] nulls;

    public ColumnBuilder(DataType type) {
        this.type = type;
    }

    public DataType type() {
        return type;
    }

    public int size() {
        return size;
    }

    /** Appends a value of the long lane. */
    public void appendLong(long value) {
        growLane();
        longs[size] = value;
        size++;
    }

    /** Appends a value of the double lane, NaN made canonical. */
    public void appendDouble(double value) {
        growLane();
        doubles[size] = Double.isNaN(value) ? Double.NaN : value;
        size++;
    }

    /**
     * Appends a value of the bytes lane, copied.
     *
     * @throws BytesTooLong as all methods that append bytes, if all values are longer together than an array can be
     */
    public void appendBytes(byte[] source, int from, int to) {
        growLane();
        int end = BytesTooLong.plus(offsets[size], to - from);
        if (end > data.length) {
            data = Arrays.copyOf(data, grown(data.length, end));
        }
        System.arraycopy(source, from, data, offsets[size], to - from);
        offsets[size + 1] = end;
        size++;
    }

    /** Appends a whole array to the bytes lane, copied. */
    public void appendBytes(byte[] source) {
        appendBytes(source, 0, source.length);
    }

    /** Appends text as UTF-8. */
    public void appendText(String value) {
        appendBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public void appendNull() {
        growLane();
        if (type.lane() == DataType.Lane.BYTES) {
            offsets[size + 1] = offsets[size];
        }
        if (nulls == null) {
            nulls = new boolean[capacity()];
        }
        nulls[size] = true;
        size++;
    }

    /** Appends the value of a column of the same lane. */
    public void appendFrom(Column source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        switch (source) {
            case LongColumn column -> appendLong(column.values()[row]);
            case DoubleColumn column -> appendDouble(column.values()[row]);
            case BytesColumn column -> appendBytes(column.data(), column.offsets()[row], column.offsets()[row + 1]);
        }
    }

    /** The column of all appended values. */
    public Column build() {
        boolean[] mask = nulls == null ? null : Arrays.copyOf(nulls, size);
        return switch (type.lane()) {
            case LONG -> new LongColumn(type, Arrays.copyOf(longs, size), mask);
            case DOUBLE -> new DoubleColumn(type, Arrays.copyOf(doubles, size), mask);
            case BYTES ->
                new BytesColumn(type, Arrays.copyOf(data, offsets[size]), Arrays.copyOf(offsets, size + 1), mask);
        };
    }

    private int capacity() {
        return switch (type.lane()) {
            case LONG -> longs.length;
            case DOUBLE -> doubles.length;
            case BYTES -> offsets.length - 1;
        };
    }

    private void growLane() {
        if (size < capacity()) {
            return;
        }
        int capacity = grown(capacity(), size + 1);
        switch (type.lane()) {
            case LONG -> longs = Arrays.copyOf(longs, capacity);
            case DOUBLE -> doubles = Arrays.copyOf(doubles, capacity);
            case BYTES -> offsets = Arrays.copyOf(offsets, capacity + 1);
        }
        if (nulls != null) {
            nulls = Arrays.copyOf(nulls, capacity);
        }
    }

    private static int grown(int capacity, int needed) {
        return Math.max(needed, Math.max(FIRST_CAPACITY, capacity + (capacity >> 1)));
    }
}
