package dev.asof.registry.compute.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column of string, bytes, wide decimals, lists or maps: row {@code r} is {@code data[offsets[r]..offsets[r + 1])}, so {@code offsets} has one entry more
 * than there are rows. {@code nulls} is null where no row is; a null row's run is empty.
 *
 * <p>A column may hold its rows as {@linkplain Dictionary codes} instead. It behaves as any other; {@link #data} and
 * {@link #offsets} are then made at their first use. Thread-safe.
 */
public final class BytesColumn implements Column {
    /** The code of a null row. */
    public static final int NO_CODE = -1;

    private final DataType type;
    private final boolean @Nullable [] nulls;
    private final @Nullable Dictionary dictionary;
    private @Nullable Runs runs;

    /** @throws IllegalArgumentException if the type is of another lane or the lengths differ */
    public BytesColumn(DataType type, byte[] data, int[] offsets, boolean @Nullable [] nulls) {
        ColumnChecks.require(type, DataType.Lane.BYTES, offsets.length - 1, nulls);
        this.type = type;
        this.nulls = nulls;
        this.dictionary = null;
        this.runs = new Runs(data, offsets);
    }

    /** @throws IllegalArgumentException if the lengths differ */
    public BytesColumn(Dictionary dictionary, boolean @Nullable [] nulls) {
        this.type = dictionary.values.type();
        ColumnChecks.require(type, DataType.Lane.BYTES, dictionary.codes.length, nulls);
        this.nulls = nulls;
        this.dictionary = dictionary;
    }

    /**
     * Rows as positions in a column of values, of which several may be equal, and some in no row.
     *
     * @param codes per row the position of its value, {@link #NO_CODE} where the row is null
     * @param values the values, none null; many columns may share them
     */
    public record Dictionary(int[] codes, BytesColumn values) {}

    private record Runs(byte[] data, int[] offsets) {}

    @Override
    public DataType type() {
        return type;
    }

    /** Per row whether it is null; null where none is. */
    public boolean @Nullable [] nulls() {
        return nulls;
    }

    /** The codes of the rows, if the column holds them. */
    public Optional<Dictionary> dictionary() {
        return Optional.ofNullable(dictionary);
    }

    /**
     * The bytes of all rows, end to end.
     *
     * @throws BytesTooLong if the rows of codes are longer than an array can be
     */
    public byte[] data() {
        return runs().data;
    }

    /** Where the rows begin in {@link #data}, and the last one ends. */
    public int[] offsets() {
        return runs().offsets;
    }

    @Override
    public int size() {
        return dictionary != null ? dictionary.codes.length : runs().offsets.length - 1;
    }

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }

    /** The number of bytes of the value at {@code row}. */
    public int length(int row) {
        return end(row) - start(row);
    }

    /** A copy of the bytes of the value at {@code row}. */
    public byte[] bytes(int row) {
        return Arrays.copyOfRange(array(), start(row), end(row));
    }

    /** Copies the bytes of the value at {@code row} into an array, from {@code at} on. */
    public void copyTo(int row, byte[] target, int at) {
        System.arraycopy(array(), start(row), target, at, length(row));
    }

    /** The value at {@code row} as text; meant for messages and edges, not for kernels. */
    public String text(int row) {
        return new String(array(), start(row), length(row), StandardCharsets.UTF_8);
    }

    @Override
    public BytesColumn gather(int[] rows, int from, int to) {
        boolean[] gatheredNulls = ColumnChecks.gather(nulls, rows, from, to);
        if (dictionary != null) {
            return new BytesColumn(gatherCodes(dictionary, rows, from, to), gatheredNulls);
        }
        Runs source = runs();
        int[] gatheredOffsets = new int[to - from + 1];
        for (int i = from; i < to; i++) {
            gatheredOffsets[i - from + 1] = BytesTooLong.plus(gatheredOffsets[i - from], length(rows[i]));
        }
        byte[] gathered = new byte[gatheredOffsets[to - from]];
        for (int i = from; i < to; i++) {
            System.arraycopy(source.data, start(rows[i]), gathered, gatheredOffsets[i - from], length(rows[i]));
        }
        return new BytesColumn(type, gathered, gatheredOffsets, gatheredNulls);
    }

    @Override
    public int compare(int row, Column other, int otherRow) {
        if (isNull(row) || other.isNull(otherRow)) {
            return Boolean.compare(!isNull(row), !other.isNull(otherRow));
        }
        BytesColumn bytes = (BytesColumn) other;
        return Arrays.compareUnsigned(
                array(), start(row), end(row), bytes.array(), bytes.start(otherRow), bytes.end(otherRow));
    }

    @Override
    public String toString() {
        return "BytesColumn[type=" + type + ", size=" + size() + "]";
    }

    private static Dictionary gatherCodes(Dictionary dictionary, int[] rows, int from, int to) {
        int[] gathered = new int[to - from];
        for (int i = from; i < to; i++) {
            gathered[i - from] = dictionary.codes[rows[i]];
        }
        return new Dictionary(gathered, dictionary.values);
    }

    /** The array in which the values lie that {@link #start} and {@link #end} speak of. */
    private byte[] array() {
        Dictionary coded = dictionary;
        return coded == null ? runs().data : coded.values.array();
    }

    private int start(int row) {
        Dictionary coded = dictionary;
        if (coded == null) {
            return runs().offsets[row];
        }
        return coded.codes[row] == NO_CODE ? 0 : coded.values.start(coded.codes[row]);
    }

    private int end(int row) {
        Dictionary coded = dictionary;
        if (coded == null) {
            return runs().offsets[row + 1];
        }
        return coded.codes[row] == NO_CODE ? 0 : coded.values.end(coded.codes[row]);
    }

    /** Two threads may both make the runs: they are the same. */
    private Runs runs() {
        Runs known = runs;
        if (known == null) {
            known = decoded(Objects.requireNonNull(dictionary));
            runs = known;
        }
        return known;
    }

    private Runs decoded(Dictionary coded) {
        int[] offsets = new int[coded.codes.length + 1];
        for (int row = 0; row < coded.codes.length; row++) {
            offsets[row + 1] = BytesTooLong.plus(offsets[row], length(row));
        }
        byte[] data = new byte[offsets[coded.codes.length]];
        byte[] values = array();
        for (int row = 0; row < coded.codes.length; row++) {
            System.arraycopy(values, start(row), data, offsets[row], offsets[row + 1] - offsets[row]);
        }
        return new Runs(data, offsets);
    }
}
