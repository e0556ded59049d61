package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages whose headers state more bytes than there are. */
class PageSizesTest {
    private static final MessageType TYPE = MessageTypeParser.parseMessageType(
            "message rows { required int64 number; optional binary note (STRING); }");
    private static final int ROWS = 100_000;
    private static final int FALSE_BYTES = 150_000_000;
    private static final long MOST_BYTES = 1 << 26;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    @Test
    void pageThatStatesMoreBytesThanItsColumnHasIsRefusedBeforeMemoryIsTaken() throws IOException {
        for (String column : List.of("number", "note")) {
            for (int size : List.of(1 << 30, Integer.MAX_VALUE, 5_000_000)) {
                requireRefused(
                        CompressionCodecName.SNAPPY, column, header -> header.setCompressed_page_size(size), "states ");
            }
        }
    }

    @Test
    void levelsThatAreLongerThanTheirPageAreRefusedBeforeMemoryIsTaken() throws IOException {
        requireRefused(
                CompressionCodecName.SNAPPY,
                "note",
                header -> header.getData_page_header_v2().setDefinition_levels_byte_length(1 << 30),
                "levels of more");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW"})
    void pageThatStatesALongerContentIsRefusedBeforeMemoryIsTaken(CompressionCodecName codec) throws IOException {
        for (String column : List.of("number", "note")) {
            requireRefused(codec, column, header -> header.setUncompressed_page_size(FALSE_BYTES), "a page ");
        }
    }

    /** The page and the block in it tell the same lie. */
    @Test
    void snappyBlockIsNotTakenAtItsWord() {
        byte[] block = HexFormat.of().parseHex("80A3C347" + "00".repeat(8_000));
        assertThatThrownBy(() ->
                        PageCodec.of(CompressionCodecName.SNAPPY).requirePlausible(block, 0, block.length, FALSE_BYTES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("invalid uncompressed length");
    }

    @Test
    void pageThatStatesMoreRowsThanItsRowGroupIsRefusedBeforeMemoryIsTaken() throws IOException {
        Path file = write(CompressionCodecName.UNCOMPRESSED);
        byte[] bytes = Files.readAllBytes(file);
        PlacedPage page = PlacedPage.of(file, bytes).getFirst();
        Files.write(
                file,
                page.withHeader(bytes, header -> header.getData_page_header_v2().setNum_values(1 << 27)));
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> read(file, List.of("number"), List.of(new RowSpan(10, 20))))
                .isInstanceOf(AsofException.class)
                .hasMessageStartingWith(
                        "Cannot read column 'number' of " + file + " (row group 0, page at byte " + page.offset()
                                + "): it is damaged: its index states a page of 100000 rows, where one has 134217728");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MOST_BYTES);
    }

    /** In place of a header stands one whose statistics begin with a greatest value of 99 million bytes. */
    @Test
    void headerWithALongerStatisticThanItsColumnIsRefusedBeforeMemoryIsTaken() throws IOException {
        Path file = write(CompressionCodecName.UNCOMPRESSED);
        byte[] bytes = Files.readAllBytes(file);
        byte[] header = HexFormat.of().parseHex("150015807D15807D2C15D00F1500150615061C18C0A0C12F");
        PlacedPage page = PlacedPage.of(file, bytes).getFirst();
        System.arraycopy(header, 0, bytes, page.offset(), header.length);
        Files.write(file, bytes);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> read(file, List.of("number"), RowSpan.all(ROWS)))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("(row group 0, page at byte " + page.offset() + ")")
                .hasMessageContaining("the header of a page can't be read");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MOST_BYTES);
    }

    /** @param says a part of the error */
    private void requireRefused(CompressionCodecName codec, String column, Consumer<PageHeader> change, String says)
            throws IOException {
        Path file = write(codec);
        byte[] bytes = Files.readAllBytes(file);
        PlacedPage page = PlacedPage.of(file, bytes).stream()
                .filter(one -> one.column().equals(column))
                .toList()
                .getLast();
        Files.write(file, page.withHeader(bytes, change));
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> read(file, List.of(column), RowSpan.all(ROWS)))
                .isInstanceOf(AsofException.class)
                .hasMessageStartingWith("Cannot read column '" + column + "' of " + file
                        + " (row group 0, page at byte " + page.offset() + "): it is damaged: ")
                .hasMessageContaining(says);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MOST_BYTES);
    }

    private Path write(CompressionCodecName codec) {
        Random random = new Random(4_711);
        Path file = folder.resolve("rows.parquet");
        ForeignFile.write(
                file,
                TYPE,
                new ForeignFile.Style(codec, WriterVersion.PARQUET_2_0, 1 << 27, ROWS),
                options -> options.withDictionaryEncoding(false)
                        .withPageSize(1 << 24)
                        .withPageWriteChecksumEnabled(false)
                        .withWriteMode(org.apache.parquet.hadoop.ParquetFileWriter.Mode.OVERWRITE),
                ROWS,
                (row, number) -> row.append("number", random.nextLong())
                        .append("note", Long.toString(random.nextLong(), Character.MAX_RADIX)));
        return file;
    }

    private static void read(Path file, List<String> columns, List<RowSpan> spans) {
        try (TableRows rows = ParquetFile.open(file).rows(0, columns, spans, new ScanBuffers())) {
            while (rows.next().isPresent()) {
                // All of them.
            }
        }
    }
}
