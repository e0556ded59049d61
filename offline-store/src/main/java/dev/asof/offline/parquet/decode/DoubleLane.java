package dev.asof.offline.parquet.decode;

import dev.asof.offline.column.NewColumn;
import dev.asof.offline.parquet.encoding.Codes;
import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.parquet.encoding.DoubleValues;
import dev.asof.offline.parquet.encoding.NullMask;
import dev.asof.offline.parquet.encoding.PageBytes;
import dev.asof.registry.compute.schema.Column;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/** Columns of floats; NaN becomes canonical. */
final class DoubleLane implements Lane {
    private final ColumnFormat.Readable format;
    private double @Nullable [] dictionary;
    private double[] values = new double[0];
    private double[] released = values;
    private DoubleValues page = (target, from, count) -> {};

    DoubleLane(ColumnFormat.Readable format) {
        this.format = format;
    }

    @Override
    public void dictionary(PageBytes bytes, int size) {
        double[] read = new double[size];
        plain(bytes).read(read, 0, size);
        dictionary = read;
    }

    @Override
    public void release() {
        released = values;
    }

    @Override
    public void begin(int rowCount) {
        values = released.length == rowCount ? released : new double[rowCount];
        released = new double[0];
    }

    @Override
    public void beginPage(Encoding encoding, PageBytes bytes, int most) {
        page = switch (encoding) {
            case PLAIN -> plain(bytes);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> coded(bytes);
            case BYTE_STREAM_SPLIT -> isSingle() ? DoubleValues.splitFloats(bytes) : DoubleValues.splitDoubles(bytes);
            case RLE, BIT_PACKED, DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY ->
                throw Lane.unknown(encoding);
        };
    }

    @Override
    public void read(int from, int count) {
        page.read(values, from, count);
        for (int row = from; row < from + count; row++) {
            double value = values[row];
            values[row] = Double.isNaN(value) ? Double.NaN : value;
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
        return NewColumn.ofDoubles(format.type(), values, nulls.nulls());
    }

    private DoubleValues plain(PageBytes bytes) {
        return isSingle() ? DoubleValues.plainFloats(bytes) : DoubleValues.plainDoubles(bytes);
    }

    private DoubleValues coded(PageBytes bytes) {
        if (dictionary == null) {
            throw new DamagedPageException("a page asks for a dictionary, and there is none");
        }
        return DoubleValues.coded(dictionary, new Codes(bytes, dictionary.length));
    }

    private boolean isSingle() {
        return format.encoding() == ColumnFormat.Encoding.FLOAT;
    }
}
