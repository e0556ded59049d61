package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** A row group, encoded and compressed in memory, so that several can be made at one time and written in order. */
public final class EncodedRowGroup implements AutoCloseable {
    /** What the library is handed: its pages end with one of these. */
    static final int ROWS_AT_A_TIME = 1 << 10;

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
        BytesInputCompressor compressor =
                new Codecs(new Codecs.PageArrays.Own()).getCompressor(CompressionCodecName.ZSTD);
        ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(type)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .build();
        try {
            encode(rows, type, properties, pages);
        } finally {
            compressor.release();
        }
        return new EncodedRowGroup(pages, rows.rowCount());
    }

    /** Plain numbers column by column, the others with the library. */
    private static void encode(
            ColumnBatch rows, MessageType type, ParquetProperties properties, ColumnChunkPageWriteStore pages) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < rows.schema().size(); i++) {
            Column column = rows.column(i);
            if (PlainChunk.takes(column.type()) && !DictionaryChoice.paysFor(column)) {
                ColumnDescriptor descriptor = type.getColumnDescription(
                        new String[] {rows.schema().field(i).name()});
                new PlainChunk(properties, descriptor).write(column, pages.getPageWriter(descriptor));
            } else {
                others.add(i);
            }
        }
        if (!others.isEmpty()) {
            encode(rows.project(others.stream().mapToInt(i -> i).toArray()), properties, pages);
        }
    }

    private static void encode(ColumnBatch rows, ParquetProperties properties, ColumnChunkPageWriteStore pages) {
        MessageType type = ParquetLayout.messageType(rows.schema());
        try (ColumnWriteStore store = properties.newColumnWriteStore(type, pages, pages)) {
            encode(rows, type, store);
            store.flush();
        }
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
