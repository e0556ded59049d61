package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.error.AsofException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an index states other rows of a page than it has, no row gets the value of another one. */
class WrongPageIndexTest {
    private static final int ROWS = 2_000;
    private static final MessageType TYPE = MessageTypeParser.parseMessageType("""
            message rows {
              required int64 number;
              required fixed_len_byte_array(16) price (DECIMAL(38,0));
              optional group tags (LIST) { repeated group list { optional int64 element; } }
              optional group shares (MAP) { repeated group key_value { required binary key (STRING); optional double value; } }
            }
            """);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "number,PARQUET_1_0", "number,PARQUET_2_0",
        "price,PARQUET_1_0", "price,PARQUET_2_0",
        "tags,PARQUET_1_0", "tags,PARQUET_2_0",
        "shares,PARQUET_1_0", "shares,PARQUET_2_0",
    })
    void pageThatBeginsARowEarlierThanStatedIsRefused(String column, WriterVersion version) throws IOException {
        Path file = folder.resolve("rows.parquet");
        write(file, version);
        for (ColumnChunkMetaData chunk : ParquetFile.open(file).chunksUnder(0, column)) {
            restate(file, chunk.getOffsetIndexReference(), 1, 501);
        }
        assertThatThrownBy(() -> read(file, column, List.of(new RowSpan(600, 601))))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("'" + column + "'")
                .hasMessageContaining("its index states a page of 499 rows, where one has 500");
    }

    /** One page is stated to be a row longer than it is and another to be a row shorter, so that their sum is right. */
    @ParameterizedTest
    @CsvSource({"number,PARQUET_2_0", "price,PARQUET_1_0", "price,PARQUET_2_0", "tags,PARQUET_2_0"})
    void statementsWhoseMistakesCancelOutAreRefused(String column, WriterVersion version) throws IOException {
        Path file = folder.resolve("rows.parquet");
        write(file, version);
        IndexReference place =
                ParquetFile.open(file).chunksUnder(0, column).getFirst().getOffsetIndexReference();
        restate(file, place, 1, 501);
        restate(file, place, 3, 1_499);
        assertThatThrownBy(() -> read(file, column, List.of(new RowSpan(100, 101), new RowSpan(1_200, 1_201))))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("its index states a page of 501 rows, where one has 500");
    }

    private static void write(Path file, WriterVersion version) {
        ForeignFile.write(
                file,
                TYPE,
                new ForeignFile.Style(CompressionCodecName.UNCOMPRESSED, version, 1 << 27, ROWS / 4),
                options -> options.withDictionaryEncoding(false),
                ROWS,
                (row, number) -> {
                    row.append("number", (long) number).append("price", Binary.fromConstantByteArray(new byte[16]));
                    row.addGroup("tags").addGroup("list").append("element", (long) number);
                    row.addGroup("shares")
                            .addGroup("key_value")
                            .append("key", "share")
                            .append("value", (double) number);
                });
    }

    /** Lets an index state that a page begins with another row. */
    private static void restate(Path file, IndexReference place, int page, long firstRow) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = Math.toIntExact(place.getOffset());
        OffsetIndex index = Util.readOffsetIndex(new ByteArrayInputStream(bytes, at, place.getLength()));
        index.getPage_locations().get(page).setFirst_row_index(firstRow);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        Util.writeOffsetIndex(index, changed);
        System.arraycopy(changed.toByteArray(), 0, bytes, at, place.getLength());
        Files.write(file, bytes);
    }

    private static void read(Path file, String column, List<RowSpan> spans) {
        try (TableRows rows = ParquetFile.open(file).rows(0, List.of(column), spans, new ScanBuffers())) {
            while (rows.next().isPresent()) {
                // All of them.
            }
        }
    }
}
