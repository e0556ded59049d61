package dev.asof.offline.dataset;

import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.ContentHash;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * The hash of a training set's columns and values, whatever file holds them, as docs/semantics.md defines it. Rows are hashed
 * some at a time, on any thread, and put together in their order. Not thread-safe.
 */
final class ContentDigest {
    /** The rows of each piece but the last. */
    static final int PIECE_ROWS = 1 << 12;

    private final MessageDigest digest = ContentHash.sha256();

    ContentDigest(Schema schema) {
        ColumnBuilder columns = new ColumnBuilder(ScalarType.STRING);
        schema.fields().forEach(field -> {
            columns.appendText(field.name());
            columns.appendText(field.type().displayName());
        });
        digest.update(bytes(columns.build(), 0, 2 * schema.size()));
    }

    /** Hashes of the pieces of some rows; the rows begin and end at a piece's boundary, unless they are the last. */
    static byte[] pieces(ColumnBatch rows) {
        int width = ContentHash.sha256().getDigestLength();
        byte[] hashes = new byte
                [Math.ceilDiv(rows.rowCount(), PIECE_ROWS) * rows.columns().size() * width];
        int at = 0;
        for (int from = 0; from < rows.rowCount(); from += PIECE_ROWS) {
            int to = Math.min(rows.rowCount(), from + PIECE_ROWS);
            for (Column column : rows.columns()) {
                System.arraycopy(ContentHash.sha256().digest(bytes(column, from, to)), 0, hashes, at, width);
                at += width;
            }
        }
        return hashes;
    }

    /** Adds the {@linkplain #pieces hashes} of the next rows. */
    void add(byte[] pieces) {
        digest.update(pieces);
    }

    /** The hash of all that was added; asked once. */
    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The ordered bytes of values as a list. Of a column of codes the values are spelled out a piece at a time. */
    private static byte[] bytes(Column column, int from, int to) {
        ListCodec list = new ListCodec(new ListType(column.type()));
        return column instanceof BytesColumn text && text.dictionary().isPresent()
                ? list.encode(text.gather(IntStream.range(from, to).toArray()), 0, to - from)
                : list.encode(column, from, to);
    }
}
