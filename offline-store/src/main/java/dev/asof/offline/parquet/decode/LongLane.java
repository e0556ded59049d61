package dev.asof.offline.parquet.decode;

import dev.asof.offline.column.NewColumn;
import dev.asof.offline.parquet.encoding.Codes;
import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.parquet.encoding.LongValues;
import dev.asof.offline.parquet.encoding.NullMask;
import dev.asof.offline.parquet.encoding.PageBytes;
import dev.asof.registry.compute.schema.Column;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/** Columns of booleans, integers, dates and timestamps. */
final class LongLane implements Lane {
    private final ColumnFormat.Readable format;
    private long @Nullable [] dictionary;
    private long[] values = new long[0];
    private long[] released = values;
    private LongValues page = (target, from, count) -> {};
    private boolean isConverted;

    LongLane(ColumnFormat.Readable format) {
        this.format = format;
    }

    @Override
    public void dictionary(PageBytes bytes, int size) {
        long[] read = new long[size];
        plain(bytes).read(read, 0, size);
        LongConversion.toType(format.encoding(), read, 0, size);
        dictionary = read;
    }

    @Override
    public void release() {
        released = values;
    }

    @Override
    public void begin(int rowCount) {
        values = released.length == rowCount ? released : new long[rowCount];
        released = new long[0];
    }

    @Override
    public void beginPage(Encoding encoding, PageBytes bytes, int most) {
        isConverted = encoding.usesDictionary();
        page = switch (encoding) {
            case PLAIN -> plain(bytes);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> coded(bytes);
            case RLE ->
                format.encoding() == ColumnFormat.Encoding.BOOLEAN ? LongValues.runLengthBits(bytes) : refuse(encoding);
            case DELTA_BINARY_PACKED -> deltas(bytes, most, encoding);
            case BYTE_STREAM_SPLIT -> split(bytes, encoding);
            case BIT_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY -> refuse(encoding);
        };
    }

    @Override
    public void read(int from, int count) {
        page.read(values, from, count);
        if (!isConverted) {
            LongConversion.toType(format.encoding(), values, from, count);
        }
    }

    @Override
    public void spread(NullMask nulls, int from, int count, int present) {
        int next = from + present;
        for (int row = from + count - 1; row >= from; row--) {
            values[row] = nulls.isMarked(row) ? 0 : values[--next];
        }
    }

    @Override
    public void endPage() {
        page.end();
    }

    @Override
    public Column finish(NullMask nulls) {
        return NewColumn.ofLongs(format.type(), values, nulls.nulls());
    }

    private LongValues plain(PageBytes bytes) {
        return switch (format.encoding()) {
            case BOOLEAN -> LongValues.plainBits(bytes);
            case INT32, UINT32 -> LongValues.plainInts(bytes);
            case INT64, MILLIS, MICROS, NANOS -> LongValues.plainLongs(bytes);
            case INT96 -> new Int96Values(bytes);
            case FLOAT, DOUBLE, BINARY, FIXED, DECIMAL_BYTES -> throw notHere();
        };
    }

    private LongValues coded(PageBytes bytes) {
        if (dictionary == null) {
            throw new DamagedPageException("a page asks for a dictionary, and there is none");
        }
        return LongValues.coded(dictionary, new Codes(bytes, dictionary.length));
    }

    private LongValues deltas(PageBytes bytes, int most, Encoding encoding) {
        return switch (format.encoding()) {
            case INT32, UINT32 -> LongValues.deltaInts(bytes, most);
            case INT64, MILLIS, MICROS, NANOS -> LongValues.deltaLongs(bytes, most);
            case BOOLEAN, INT96 -> refuse(encoding);
            case FLOAT, DOUBLE, BINARY, FIXED, DECIMAL_BYTES -> throw notHere();
        };
    }

    private LongValues split(PageBytes bytes, Encoding encoding) {
        return switch (format.encoding()) {
            case INT32, UINT32 -> LongValues.split(bytes, Integer.BYTES);
            case INT64, MILLIS, MICROS, NANOS -> LongValues.split(bytes, Long.BYTES);
            case BOOLEAN, INT96 -> refuse(encoding);
            case FLOAT, DOUBLE, BINARY, FIXED, DECIMAL_BYTES -> throw notHere();
        };
    }

    private static LongValues refuse(Encoding encoding) {
        throw Lane.unknown(encoding);
    }

    private IllegalStateException notHere() {
        return new IllegalStateException("Not held in a long: " + format);
    }
}
