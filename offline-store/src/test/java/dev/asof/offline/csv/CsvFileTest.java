package dev.asof.offline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    private static final String TEXT = "\uFEFFid,note\r\n1,\"a,\"\"b\"\"\r\nc\"\r\n\r\n2,\r\n3,\"\"\n4,d\n\n5,\"e\nf\"";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 12, 20, 1 << 20})
    void partsTogetherAreAllRowsInTheirOrder(long partBytes) throws IOException {
        CsvFile file = CsvFile.open(written(TEXT), partBytes);
        List<String> rows = new ArrayList<>();
        for (int part = 0; part < file.partCount(); part++) {
            assertThat(rows).hasSize((int) file.firstRow(part));
            rows.addAll(rows(file, part, List.of("note", "id", "other")));
        }
        assertThat(rows).containsExactly("a,\"b\"\r\nc|1", "null|2", "|3", "d|4", "e\nf|5");
        assertThat(file.rowCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 12, 1 << 20})
    void aRowIsNamedByTheLineOnWhichItBegins(long partBytes) throws IOException {
        CsvFile file = CsvFile.open(written(TEXT), partBytes);
        assertThat(List.of(file.nameOf(0), file.nameOf(1), file.nameOf(2), file.nameOf(3), file.nameOf(4)))
                .containsExactly("line 2", "line 5", "line 6", "line 7", "line 9");
    }

    @Test
    void rowsWithoutAColumnThatIsAskedForAreCountedAllTheSame() throws IOException {
        CsvFile file = CsvFile.open(written(TEXT));
        try (TableRows rows = file.rows(0, List.of())) {
            assertThat(rows.next().map(ColumnBatch::rowCount)).hasValue(5);
        }
    }

    @Test
    void aByteOrderMarkMayStandBeforeAQuotedName() throws IOException {
        CsvFile file = CsvFile.open(written("\uFEFF\"id\",\"note\"\n1,a\n"));
        assertThat(rows(file, 0, List.of("id", "note"))).containsExactly("1|a");
    }

    @Test
    void aHeadAloneHasNoRows() throws IOException {
        CsvFile file = CsvFile.open(written("id,note\n"));
        assertThat(file.rowCount()).isZero();
        assertThat(file.schema().names()).containsExactly("id", "note");
    }

    @Test
    void aRecordOfAnotherWidthIsRefusedWithItsLine() throws IOException {
        Path path = written("id,note\n1,a\n2\n");
        assertThatThrownBy(() -> CsvFile.open(path).rowCount())
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessage("Cannot read " + path + ", line 3: it has 1 cell, and the first line names 2 columns.");
    }

    /** A file of which all lines end so would be one line of names, and no row. */
    @ParameterizedTest
    @CsvSource({
        "1, id_note^1_a^2_b^",
        "1, id_note^1_a|2_b|",
        "2, id_note|1_a^2_b|",
        "2, id_note|1_~b~^2_~c~",
        "3, id_note|1_a|2_b^^|",
        "1, id_note^^|",
        "2, id_note|1^0_a|"
    })
    void aLineThatEndsWithACarriageReturnAloneIsRefused(int line, String marked) throws IOException {
        Path path = written(
                marked.replace('_', ',').replace('~', '"').replace('^', '\r').replace('|', '\n'));
        assertThatThrownBy(() -> CsvFile.open(path).rowCount())
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessage("Cannot read " + path + ", line " + line
                        + ": a carriage return stands there alone. End lines with LF or CR LF, and put quotes around a"
                        + " cell that has a carriage return.");
    }

    @Test
    void aCarriageReturnAtTheVeryEndOrWithinQuotesIsNoMistake() throws IOException {
        CsvFile file = CsvFile.open(written("id,note\r\n1,\"a\rb\"\r\n\r\n2,c\r"));
        assertThat(rows(file, 0, List.of("id", "note"))).containsExactly("1|a\rb", "2|c");
    }

    @Test
    void longCellsAndManyRowsGoThroughTheBuffer() throws IOException {
        StringBuilder text = new StringBuilder("id,note\n");
        for (int row = 0; row < 20_000; row++) {
            text.append(row).append(",\"").append("x".repeat(row % 90)).append("\"\n");
        }
        CsvFile file = CsvFile.open(written(text.toString()), 100_000);
        assertThat(file.partCount()).isGreaterThan(5);
        int row = 0;
        for (int part = 0; part < file.partCount(); part++) {
            for (String each : rows(file, part, List.of("id", "note"))) {
                assertThat(each).isEqualTo(row + "|" + "x".repeat(row % 90));
                row++;
            }
        }
        assertThat(row).isEqualTo(20_000);
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private static List<String> rows(CsvFile file, int part, List<String> columns) {
        List<String> texts = new ArrayList<>();
        try (TableRows rows = file.rows(part, columns)) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                for (int row = 0; row < batch.get().rowCount(); row++) {
                    BytesColumn first = (BytesColumn) batch.get().column(0);
                    BytesColumn second = (BytesColumn) batch.get().column(1);
                    texts.add((first.isNull(row) ? "null" : first.text(row)) + "|" + second.text(row));
                }
            }
        }
        return texts;
    }
}
