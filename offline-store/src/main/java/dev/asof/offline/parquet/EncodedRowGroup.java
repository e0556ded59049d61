package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.io.IOException;
import java.util.Iterator;
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
    private final ColumnChunkPageWriteStore pages;
    private final long rowCount;

    private EncodedRowGroup(ColumnChunkPageWriteStore pages, long rowCount) {
        this.pages = pages;
        this.rowCount = rowCount;
    }

    /** Encodes all of {@code rows}, at least one, as one row group; the same rows give the same bytes. */
    public static EncodedRowGroup of(ColumnBatch rows) {
        MessageType type = ParquetLayout.messageType(rows.schema());
        ParquetProperties properties = ParquetLayout.properties();
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

    private static void encode(ColumnBatch rows, MessageType type, ColumnWriteStore store) {
        Iterator<ColumnWriter> primitives =
                type.getColumns().stream().map(store::getColumnWriter).iterator();
        ValueWriter[] writers = rows.columns().stream()
                .map(column -> ValueWriter.of(column.type(), primitives, 0))
                .toArray(ValueWriter[]::new);
        for (int row = 0; row < rows.rowCount(); row++) {
            for (int column = 0; column < writers.length; column++) {
                writers[column].write(rows.column(column), row, 0, 0);
            }
            store.endRecord();
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
