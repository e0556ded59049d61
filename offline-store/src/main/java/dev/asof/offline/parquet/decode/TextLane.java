package dev.asof.offline.parquet.decode;

import dev.asof.offline.column.NewColumn;
import dev.asof.offline.parquet.encoding.Codes;
import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.parquet.encoding.NullMask;
import dev.asof.offline.parquet.encoding.PageBytes;
import dev.asof.offline.parquet.encoding.TextRuns;
import dev.asof.offline.parquet.encoding.TextValues;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Columns of text. As long as all pages of a column's rows name values of the dictionary, the column keeps their codes;
 * with the first page that doesn't, the values themselves are put end to end.
 */
final class TextLane implements Lane {
    private final ColumnFormat.Readable format;
    private @Nullable BytesColumn dictionary;
    private int rowCount;
    private int[] codes = new int[0];
    private int[] released = codes;
    private @Nullable TextRuns runs;
    private @Nullable Codes codedPage;
    private @Nullable TextValues page;

    TextLane(ColumnFormat.Readable format) {
        this.format = format;
    }

    @Override
    public void dictionary(PageBytes bytes, int size) {
        TextRuns values = new TextRuns(size);
        TextValues.plain(bytes).read(values, 0, size);
        dictionary = NewColumn.ofBytes(format.type(), values.data(), values.offsets(), null);
    }

    @Override
    public void release() {
        released = codes;
    }

    @Override
    public void begin(int rows) {
        rowCount = rows;
        runs = null;
        codes = released.length == rows ? released : new int[rows];
        released = new int[0];
    }

    @Override
    public void beginPage(Encoding encoding, PageBytes bytes, int most) {
        codedPage = null;
        page = null;
        switch (encoding) {
            case PLAIN -> page = TextValues.plain(bytes);
            case PLAIN_DICTIONARY, RLE_DICTIONARY ->
                codedPage = new Codes(bytes, requireDictionary().size());
            case DELTA_LENGTH_BYTE_ARRAY -> page = TextValues.deltaLengths(bytes, most);
            case DELTA_BYTE_ARRAY -> page = TextValues.sharedPrefixes(bytes, most);
            case RLE, BIT_PACKED, DELTA_BINARY_PACKED, BYTE_STREAM_SPLIT -> throw Lane.unknown(encoding);
        }
    }

    @Override
    public void read(int from, int count) {
        if (codedPage != null) {
            codedPage.read(codes, from, count);
        }
        if (page != null) {
            page.read(uncoded(from), from, count);
        } else if (runs != null) {
            copyValues(runs, from, count);
        }
    }

    @Override
    public void spread(NullMask nulls, int from, int count, int present) {
        if (runs != null) {
            spreadOffsets(runs.offsets(), nulls, from, count, present);
        } else {
            spreadCodes(nulls, from, count, present);
        }
    }

    @Override
    public void endPage() {
        if (page != null) {
            page.end();
        }
    }

    @Override
    public Column finish(NullMask nulls) {
        if (runs != null) {
            return NewColumn.ofBytes(format.type(), runs.data(), runs.offsets(), nulls.nulls());
        }
        return dictionary == null
                ? NewColumn.ofBytes(format.type(), new byte[0], new int[rowCount + 1], nulls.nulls())
                : NewColumn.ofCodes(codes, dictionary, nulls.nulls());
    }

    private BytesColumn requireDictionary() {
        if (dictionary == null) {
            throw new DamagedPageException("a page asks for a dictionary, and there is none");
        }
        return dictionary;
    }

    /** The runs of the values, with those of the rows before {@code from}. */
    private TextRuns uncoded(int from) {
        if (runs != null) {
            return runs;
        }
        TextRuns made = new TextRuns(rowCount);
        copyValues(made, 0, from);
        runs = made;
        return made;
    }

    private void copyValues(TextRuns target, int from, int count) {
        for (int row = from; row < from + count; row++) {
            if (codes[row] == BytesColumn.NO_CODE) {
                target.set(row, target.data(), 0, 0);
            } else {
                BytesColumn values = requireDictionary();
                target.set(row, values.data(), values.offsets()[codes[row]], values.length(codes[row]));
            }
        }
    }

    private void spreadCodes(NullMask nulls, int from, int count, int present) {
        if (present == 0) {
            Arrays.fill(codes, from, from + count, BytesColumn.NO_CODE);
            return;
        }
        int next = from + present;
        for (int row = from + count - 1; row >= from; row--) {
            codes[row] = nulls.isMarked(row) ? BytesColumn.NO_CODE : codes[--next];
        }
    }

    /** The runs keep their places; a null row's run is the empty one behind the last value before it. */
    private static void spreadOffsets(int[] offsets, NullMask nulls, int from, int count, int present) {
        int next = from + present;
        for (int row = from + count - 1; row >= from; row--) {
            offsets[row + 1] = offsets[next];
            next -= nulls.isMarked(row) ? 0 : 1;
        }
    }
}
