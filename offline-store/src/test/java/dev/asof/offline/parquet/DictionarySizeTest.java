package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dictionary that states more values than it has room for is refused before memory is taken for them, in every way of reading a column. */
class DictionarySizeTest {
    private static final int DISTINCT = 100;
    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"number,800", "tags,800", "price,1600", "small,400", "note,500"})
    void dictionaryWithAValueAByteIsRefused(String column, int bytes) throws IOException {
        Path file = folder.resolve("rows.parquet");
        write(file);
        byte[] written = Files.readAllBytes(file);
        PlacedPage dictionary = PlacedPage.of(file, written).stream()
                .filter(page -> page.column().startsWith(column))
                .findFirst()
                .orElseThrow();
        Files.write(
                file,
                dictionary.withHeader(
                        written, header -> header.getDictionary_page_header().setNum_values(bytes)));
        assertThatThrownBy(() -> read(file, column))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("column '" + column + "' of " + file)
                .hasMessageContaining("a dictionary of " + bytes + " bytes states " + bytes + " values");
    }

    private static void write(Path file) {
        ForeignFile.write(
                file,
                MessageTypeParser.parseMessageType("""
                        message rows {
                          required int64 number;
                          required int32 small;
                          required binary note (STRING);
                          required fixed_len_byte_array(16) price (DECIMAL(38,2));
                          optional group tags (LIST) { repeated group list { optional int64 element; } }
                        }
                        """),
                ForeignFile.Style.PLAIN.with(WriterVersion.PARQUET_2_0),
                options -> options.withPageWriteChecksumEnabled(false),
                ROWS,
                (row, number) -> fill(row, number % DISTINCT));
    }

    private static void fill(Group row, int drawn) {
        byte[] price = new byte[16];
        price[15] = (byte) drawn;
        row.append("number", (long) drawn)
                .append("small", drawn)
                .append("note", Character.toString(28 + drawn))
                .append("price", Binary.fromConstantByteArray(price));
        row.addGroup("tags").addGroup("list").append("element", (long) drawn);
    }

    private static void read(Path file, String column) {
        try (TableRows rows = ParquetFile.open(file).rows(0, List.of(column), RowSpan.all(ROWS), new ScanBuffers())) {
            rows.next();
        }
    }
}
