package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file states in a million structures, each in the one before it, is damaged: no reading ends the stack. */
class DeepStructuresTest {
    /** The first field of a structure, which is one. */
    private static final byte STRUCTURE_IN_STRUCTURE = 0x1C;

    private static final int DEPTH = 1 << 20;
    private static final int ROWS = DEPTH / Long.BYTES;

    @TempDir
    private Path folder;

    @Test
    void asFooterTheyAreRefused() throws IOException {
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        byte[] footer = new byte[DEPTH];
        Arrays.fill(footer, STRUCTURE_IN_STRUCTURE);
        Path file = folder.resolve("footer.parquet");
        Files.write(
                file,
                ByteBuffer.allocate(DEPTH + 12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(magic)
                        .put(footer)
                        .putInt(DEPTH)
                        .put(magic)
                        .array());
        assertThatThrownBy(() -> ParquetFile.open(file))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining(
                        "Cannot read " + file + ": it is damaged: it states structures that lie too deep");
    }

    @Test
    void asHeaderOfAPageTheyAreRefused() throws IOException {
        Path file = numbers();
        byte[] bytes = Files.readAllBytes(file);
        PlacedPage page = PlacedPage.of(file, bytes).getFirst();
        Arrays.fill(bytes, page.offset(), page.end(), STRUCTURE_IN_STRUCTURE);
        Files.write(file, bytes);
        assertThatThrownBy(() -> ParquetFile.open(file)
                        .rows(0, List.of("number"), RowSpan.all(ROWS), new ScanBuffers())
                        .close())
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("column 'number' of " + file)
                .hasMessageContaining("it states structures that lie too deep");
    }

    private Path numbers() {
        Path file = folder.resolve("numbers.parquet");
        ForeignFile.write(
                file,
                MessageTypeParser.parseMessageType("message rows { required int64 number; }"),
                new ForeignFile.Style(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0, 1 << 27, ROWS),
                options -> options.withDictionaryEncoding(false).withPageSize(2 * DEPTH),
                ROWS,
                (row, number) -> row.append("number", (long) number));
        return file;
    }
}
