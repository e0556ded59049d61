package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** A row group, encoded and compressed in memory, so that several can be made at one time and written in order. */
public final class EncodedRowGroup implements AutoCloseable {
    private static final int ROWS_AT_A_TIME = 1 << 10;

    private final ColumnChunkPageWriteStore pages;
    private final long rowCount;

    private EncodedRowGroup(ColumnChunkPageWriteStore pages, long rowCount) {
        this.pages = pages;
        this.rowCount = rowCount;
    }

    /** Encodes all of {@code rows}, at least one, as one row group; the same rows give the same bytes. */
    public static EncodedRowGroup of(ColumnBatch rows) {
        MessageType type = ParquetLayout.messageType(rows.schema());
        ParquetProperties properties = ParquetLayout.properties(rows);
        ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(
                        column -> new Codecs(new Codecs.PageArrays.Own()).getCompressor(CompressionCodecName.ZSTD))
                .withSchema(type)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .build();
        try (ColumnWriteStore store = properties.newColumnWriteStore(type, pages, pages)) {
            encode(rows, type, store);
            store.flush();
        }
        return new EncodedRowGroup(pages, rows.rowCount());
    }

    /** Column by column for some rows at a time, no more than make a page. */
    private static void encode(ColumnBatch rows, MessageType type, ColumnWriteStore store) {
        Iterator<ColumnWriter> primitives =
                type.getColumns().stream().map(store::getColumnWriter).iterator();
        List<ValueWriter> writers = rows.schema().fields().stream()
                .map(field -> ValueWriter.of(field.type(), primitives, 0))
                .toList();
        for (int from = 0; from < rows.rowCount(); from += ROWS_AT_A_TIME) {
            int to = Math.min(rows.rowCount(), from + ROWS_AT_A_TIME);
            for (int column = 0; column < writers.size(); column++) {
                writers.get(column).writeAll(rows.column(column), from, to);
            }
            for (int row = from; row < to; row++) {
                store.endRecord();
            }
        }
    }

    void writeTo(ParquetFileWriter writer) throws IOException {
        writer.startBlock(rowCount);
        pages.flushToFileWriter(writer);
        writer.endBlock();
    }

    @Override
    public void close() {
        pages.close();
    }
}
