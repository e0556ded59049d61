package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of one row and the place for its result, moved from row to row: no object is made per row. Arguments
 * count from 0. Not thread-safe.
 */
public final class Cursor {
    private final long[][] longs;
    private final double[][] doubles;
    private final BytesColumn[] bytes;
    private final int argumentCount;
    private final Marks marks;
    private final long[] longResults;
    private final double[] doubleResults;
    private final TextOutput text;
    private int row;
    private boolean failed;

    /** @param text where results of the bytes lane go */
    Cursor(DataType.Lane result, int size, List<Evaluation> arguments, Marks marks, TextOutput text) {
        this.argumentCount = arguments.size();
        this.longs = new long[argumentCount][];
        this.doubles = new double[argumentCount][];
        this.bytes = new BytesColumn[argumentCount];
        this.marks = marks;
        this.longResults = Scratch.longs(result == DataType.Lane.LONG ? size : 0);
        this.doubleResults = Scratch.doubles(result == DataType.Lane.DOUBLE ? size : 0);
        this.text = text;
        for (int i = 0; i < argumentCount; i++) {
            bind(i, arguments.get(i).column());
        }
    }

    private void bind(int argument, Column column) {
        switch (column) {
            case LongColumn values -> longs[argument] = values.values();
            case DoubleColumn values -> doubles[argument] = values.values();
            case BytesColumn values -> bytes[argument] = values;
        }
    }

    public int argumentCount() {
        return argumentCount;
    }

    public long longAt(int argument) {
        return longs[argument][row];
    }

    public double doubleAt(int argument) {
        return doubles[argument][row];
    }

    /** The array that holds the bytes of a string argument, from {@link #fromAt} to {@link #toAt}. Not to be changed. */
    public byte[] dataAt(int argument) {
        return bytes[argument].data();
    }

    /** Where the string argument starts in {@link #dataAt}, inclusive. */
    public int fromAt(int argument) {
        return bytes[argument].offsets()[row];
    }

    /** Where the string argument ends in {@link #dataAt}, exclusive. */
    public int toAt(int argument) {
        return bytes[argument].offsets()[row + 1];
    }

    /** The column of an argument of the bytes lane. */
    public BytesColumn bytesAt(int argument) {
        return bytes[argument];
    }

    /** The row at hand, of the columns of arguments. */
    public int row() {
        return row;
    }

    /** A string argument, decoded. */
    public String textAt(int argument) {
        return new String(
                dataAt(argument), fromAt(argument), toAt(argument) - fromAt(argument), StandardCharsets.UTF_8);
    }

    public void set(long result) {
        longResults[row] = result;
    }

    /** Sets a float result; NaN is made canonical. */
    public void set(double result) {
        doubleResults[row] = Lanes.canonical(result);
    }

    public void setTruth(boolean result) {
        longResults[row] = result ? 1 : 0;
    }

    /** Where a string result is appended; nothing appended is the empty string. */
    public TextOutput text() {
        return text;
    }

    /** Sets a string result that the system itself has made. */
    public void set(String result) {
        text.append(result.getBytes(StandardCharsets.UTF_8));
    }

    /** The function has no value here: the row is null and counts as an error. */
    public void fail() {
        failed = true;
    }

    /** The row is null, without an error. */
    public void setNull() {
        marks.setNull(row);
    }

    /** Runs {@code body} over all rows. */
    Evaluation run(DataType type, int size, RowFunction body) {
        for (row = 0; row < size; row++) {
            if (!apply(body)) {
                failed = false;
                text.clearRow();
                marks.fail(row);
            }
            endRow(type);
        }
        return result(type);
    }

    /** Runs {@code body} over all rows, or up to the first that fails: then there is no result. */
    Optional<Column> runUnlessOneFails(DataType type, int size, RowFunction body) {
        for (row = 0; row < size; row++) {
            if (!apply(body)) {
                return Optional.empty();
            }
            endRow(type);
        }
        return Optional.of(result(type).column());
    }

    /** Returns whether it has a result, if only a null. */
    private boolean apply(RowFunction body) {
        if (!marks.isNull(row)) {
            body.apply(this);
        }
        return !failed && !text.overflowed();
    }

    private void endRow(DataType type) {
        if (type.lane() == DataType.Lane.BYTES) {
            text.endRow();
        }
    }

    private Evaluation result(DataType type) {
        return switch (type.lane()) {
            case LONG -> marks.longs(type, longResults);
            case DOUBLE -> marks.doubles(type, doubleResults);
            case BYTES -> marks.texts(type, text);
        };
    }
}
