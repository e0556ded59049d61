package dev.asof.offline.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/** Writes a file of one row group, each column with an encoding of its own. */
final class EncodedFile {
    private EncodedFile() {}

    /**
     * How pages are made.
     *
     * @param dictionaryBytes where a {@code DICTIONARY_AT_FIRST} gives up its dictionary
     */
    record Pages(
            ParquetProperties.WriterVersion version,
            CompressionCodecName codec,
            int rowsOfPage,
            int dictionaryBytes,
            Checksums checksums) {}

    /** Whether pages have one. */
    enum Checksums {
        WRITTEN,
        LEFT_OUT
    }

    /** A column and its values, as the library takes them. */
    record Content(EncodedColumn column, List<@Nullable Object> values) {}

    static void write(Path file, List<Content> columns, Pages pages) throws IOException {
        MessageType schema = schema(columns);
        ParquetProperties properties = properties(columns, pages);
        try (ColumnChunkPageWriteStore store = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> new ForeignFile.Compressions().getCompressor(pages.codec()))
                .withSchema(schema)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(64)
                .withPageWriteChecksumEnabled(pages.checksums() == Checksums.WRITTEN)
                .build()) {
            try (ColumnWriteStore writers = properties.newColumnWriteStore(schema, store, store)) {
                fill(columns, schema, writers);
                writers.flush();
            }
            ParquetFileWriter writer = new ParquetFileWriter(
                    new LocalOutput(file), schema, ParquetFileWriter.Mode.OVERWRITE, Long.MAX_VALUE, 0, 64, 64, true);
            writer.start();
            writer.startBlock(columns.getFirst().values().size());
            store.flushToFileWriter(writer);
            writer.endBlock();
            writer.end(Map.of());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static MessageType schema(List<Content> columns) {
        StringBuilder text = new StringBuilder("message rows {");
        for (Content content : columns) {
            boolean isRequired = content.values().stream().noneMatch(value -> value == null);
            text.append(content.column().declaration(isRequired ? "required" : "optional"));
        }
        return MessageTypeParser.parseMessageType(text.append("}").toString());
    }

    private static ParquetProperties properties(List<Content> columns, Pages pages) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withWriterVersion(pages.version())
                .withPageRowCountLimit(pages.rowsOfPage())
                .withMinRowCountForPageSizeCheck(1)
                .withDictionaryPageSize(pages.dictionaryBytes())
                .withValuesWriterFactory(new Chosen(columns));
        columns.forEach(content -> builder.withDictionaryEncoding(
                content.column().name(), content.column().encoding().hasDictionary()));
        return builder.build();
    }

    private static void fill(List<Content> columns, MessageType schema, ColumnWriteStore writers) {
        for (int row = 0; row < columns.getFirst().values().size(); row++) {
            for (Content content : columns) {
                ColumnDescriptor descriptor = schema.getColumnDescription(
                        new String[] {content.column().name()});
                write(
                        writers.getColumnWriter(descriptor),
                        content.values().get(row),
                        descriptor.getMaxDefinitionLevel());
            }
            writers.endRecord();
        }
    }

    private static void write(ColumnWriter writer, @Nullable Object value, int level) {
        switch (value) {
            case null -> writer.writeNull(0, 0);
            case Boolean truth -> writer.write(truth, 0, level);
            case Integer number -> writer.write(number, 0, level);
            case Long number -> writer.write(number, 0, level);
            case Float number -> writer.write(number, 0, level);
            case Double number -> writer.write(number, 0, level);
            case Binary bytes -> writer.write(bytes, 0, level);
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    /** Takes each column's own encoding. */
    private static final class Chosen implements ValuesWriterFactory {
        private final List<Content> columns;
        private final ValuesWriterFactory library = new DefaultValuesWriterFactory();

        Chosen(List<Content> columns) {
            this.columns = columns;
        }

        @Override
        public void initialize(ParquetProperties properties) {
            library.initialize(properties);
        }

        @Override
        public ValuesWriter newValuesWriter(ColumnDescriptor descriptor) {
            EncodedColumn column = columns.stream()
                    .map(Content::column)
                    .filter(other -> other.name().equals(descriptor.getPath()[0]))
                    .findFirst()
                    .orElseThrow();
            return column.encoding().hasDictionary() ? library.newValuesWriter(descriptor) : column.writer();
        }
    }
}
