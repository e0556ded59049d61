package dev.asof.registry.compute.nested;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.ListType;

/**
 * Lists as bytes: the one form in which columns, keys, states and rows hold them. The unsigned order of the bytes is that
 * of the lists: element by element, null less than any value, a list less than those it begins. Thread-safe.
 *
 * <pre>
 * list    := element* 00
 * element := 02 value      as {@link ElementCodec} writes it
 *          | 01 zeros      null; as many zeros as a value has bytes, none where that varies
 * </pre>
 *
 * So elements of fixed width lie at equal distances, and are found without reading those before them.
 */
public final class ListCodec implements NestedCodec {
    private final ListType type;
    private final ElementCodec element;
    private final int width;

    public ListCodec(ListType type) {
        this.type = type;
        this.element = ElementCodec.of(type.element());
        this.width = element.width();
    }

    public ListType type() {
        return type;
    }

    /** The list of the rows {@code [from, to)} of a column of elements. */
    public byte[] encode(Column elements, int from, int to) {
        ByteSink sink = new ByteSink((to - from) * (1 + Math.max(width, Long.BYTES)) + 1);
        element.writeMarked(elements, from, to, sink);
        sink.put(END);
        return sink.lastBytes();
    }

    /** The number of elements of the list {@code data[from..to)}. */
    public int size(byte[] data, int from, int to) {
        if (width > 0) {
            return (to - from - 1) / (width + 1);
        }
        int count = 0;
        for (int at = from; data[at] != END; at = skipElement(data, at)) {
            count++;
        }
        return count;
    }

    /** The number of elements of the list at {@code row}, which is not null. */
    public int size(BytesColumn lists, int row) {
        return size(lists.data(), lists.offsets()[row], lists.offsets()[row + 1]);
    }

    /**
     * Where element {@code index} of the list that starts at {@code from} stands, marker first; it has more elements.
     */
    int elementAt(byte[] data, int from, int index) {
        if (width > 0) {
            return from + index * (width + 1);
        }
        int at = from;
        for (int i = 0; i < index; i++) {
            at = skipElement(data, at);
        }
        return at;
    }

    /** Whether element {@code index}, of those there are, of the list that starts at {@code from} is null. */
    public boolean isNull(byte[] data, int from, int index) {
        return data[elementAt(data, from, index)] == NULL;
    }

    /** The float at {@code index}, which is not null, of a list of float32 or float64. */
    public double doubleAt(byte[] data, int from, int index) {
        int at = from + index * (width + 1) + 1;
        return width == Float.BYTES
                ? FloatBits.ofOrdered(BigEndian.getInt(data, at))
                : FloatBits.ofOrdered(BigEndian.getLong(data, at));
    }

    /** The integer at {@code index}, which is not null, of a list whose elements are of the long lane. */
    public long longAt(byte[] data, int from, int index) {
        return BigEndian.getLong(data, from + index * (width + 1) + 1) ^ Long.MIN_VALUE;
    }

    /** Appends element {@code index}, of those there are, of the list that starts at {@code from}. */
    public void appendElement(byte[] data, int from, int index, ColumnBuilder target) {
        append(data, elementAt(data, from, index), target);
    }

    /** The list of the elements {@code [first, end)}, of those there are, of the list that starts at {@code from}. */
    public byte[] slice(byte[] data, int from, int first, int end) {
        ByteSink sink = new ByteSink(0);
        sink.put(data, elementAt(data, from, first), elementAt(data, from, end));
        sink.put(END);
        return sink.toBytes();
    }

    /** Appends all elements of the list that starts at {@code from} to a builder of their type. */
    public void appendElements(byte[] data, int from, ColumnBuilder target) {
        for (int at = from; data[at] != END; ) {
            at = append(data, at, target);
        }
    }

    /** The elements of the list at {@code row}, which is not null. */
    public Column elements(BytesColumn lists, int row) {
        ColumnBuilder elements = new ColumnBuilder(type.element());
        appendElements(lists.data(), lists.offsets()[row], elements);
        return elements.build();
    }

    private int append(byte[] data, int at, ColumnBuilder target) {
        if (data[at] == NULL) {
            target.appendNull();
            return at + 1 + width;
        }
        return element.read(data, at + 1, target);
    }

    private int skipElement(byte[] data, int at) {
        return data[at] == NULL ? at + 1 + width : element.skip(data, at + 1);
    }

    @Override
    public int skip(byte[] data, int at) {
        int end = at;
        while (data[end] != END) {
            end = skipElement(data, end);
        }
        return end + 1;
    }
}
