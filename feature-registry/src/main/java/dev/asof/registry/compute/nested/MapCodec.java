package dev.asof.registry.compute.nested;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Maps as bytes: the one form in which columns, keys, states and rows hold them. The entries are in the order of their
 * keys, no key twice, and the unsigned order of the bytes is that of the maps: entry by entry, key before value.
 * Thread-safe.
 *
 * <pre>
 * map   := entry* 00
 * entry := 02 key value      key as text of {@link ElementCodec}, value as an element of {@link ListCodec}
 * </pre>
 */
public final class MapCodec implements NestedCodec {
    private final MapType type;
    private final ElementCodec key = ElementCodec.of(ScalarType.STRING);
    private final ElementCodec value;

    public MapCodec(MapType type) {
        this.type = type;
        this.value = ElementCodec.of(type.value());
    }

    public MapType type() {
        return type;
    }

    /**
     * The map of the rows {@code [from, to)} of two columns, in any order. Of equal keys the last one stands.
     *
     * @param keys none null
     */
    public byte[] encode(BytesColumn keys, Column values, int from, int to) {
        int[] sorted = IntStream.range(from, to)
                .boxed()
                .sorted((left, right) -> keys.compare(left, keys, right))
                .mapToInt(Integer::intValue)
                .toArray();
        ByteSink sink = new ByteSink(sorted.length * 3 * Long.BYTES + 1);
        for (int i = 0; i < sorted.length; i++) {
            boolean isReplaced = i + 1 < sorted.length && keys.compare(sorted[i], keys, sorted[i + 1]) == 0;
            if (!isReplaced) {
                encode(keys, values, sorted[i], sink);
            }
        }
        sink.put(END);
        return sink.toBytes();
    }

    private void encode(BytesColumn keys, Column values, int row, ByteSink sink) {
        sink.put(PRESENT);
        key.write(keys, row, sink);
        if (values.isNull(row)) {
            sink.put(NULL);
            sink.putZeros(value.width());
        } else {
            sink.put(PRESENT);
            value.write(values, row, sink);
        }
    }

    /** The number of entries of the map that starts at {@code from}. */
    public int size(byte[] data, int from) {
        int count = 0;
        for (int at = from; data[at] != END; at = skipEntry(data, at)) {
            count++;
        }
        return count;
    }

    /** The number of entries of the map at {@code row}, which is not null. */
    public int size(BytesColumn maps, int row) {
        return size(maps.data(), maps.offsets()[row]);
    }

    /** Where the value of a key stands, which is not null, in the map that starts at {@code from}; -1 if it has no such key. */
    public int find(byte[] data, int from, BytesColumn keys, int row) {
        ByteSink wanted = new ByteSink(keys.length(row) + 2);
        key.write(keys, row, wanted);
        for (int at = from; data[at] != END; at = skipEntry(data, at)) {
            int end = key.skip(data, at + 1);
            if (Arrays.equals(data, at + 1, end, wanted.array(), 0, wanted.size())) {
                return end;
            }
        }
        return -1;
    }

    /** Appends the value that {@link #find} found to a builder of its type. */
    public void appendValue(byte[] data, int at, ColumnBuilder target) {
        if (data[at] == NULL) {
            target.appendNull();
        } else {
            value.read(data, at + 1, target);
        }
    }

    /** Appends all entries of the map that starts at {@code from}, in the order of their keys. */
    public void appendEntries(byte[] data, int from, ColumnBuilder keys, ColumnBuilder values) {
        for (int at = from; data[at] != END; ) {
            int valueAt = key.read(data, at + 1, keys);
            if (data[valueAt] == NULL) {
                values.appendNull();
                at = valueAt + 1 + value.width();
            } else {
                at = value.read(data, valueAt + 1, values);
            }
        }
    }

    private int skipEntry(byte[] data, int at) {
        int valueAt = key.skip(data, at + 1);
        return data[valueAt] == NULL ? valueAt + 1 + value.width() : value.skip(data, valueAt + 1);
    }

    @Override
    public int skip(byte[] data, int at) {
        int end = at;
        while (data[end] != END) {
            end = skipEntry(data, end);
        }
        return end + 1;
    }
}
