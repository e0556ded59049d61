package dev.asof.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.cli.client.EventSchema;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final SourceColumns COLUMNS = SourceColumns.of(
            "payments",
            List.of(
                    new EventSchema.Column("id", ScalarType.INT64),
                    new EventSchema.Column("amount", ScalarType.FLOAT64),
                    new EventSchema.Column("note", ScalarType.STRING)));

    @Test
    void ndjsonValuesGoOnAsTheyAreWritten() {
        assertThat(ndjson("""
                {"id": 9007199254740993, "amount": 12.50, "note": "a\\nb"}
                {"note": null, "amount": 1e400}

                {"amount": true}
                """))
                .containsExactly("1: 9007199254740993|12.50|a\nb", "2: null|1e400|null", "4: null|true|null");
    }

    @Test
    void arraysAndObjectsAreListsAndMaps() {
        SourceColumns nested = SourceColumns.of(
                "vectors",
                List.of(
                        new EventSchema.Column("v", new ListType(ScalarType.FLOAT64)),
                        new EventSchema.Column("m", new MapType(new ListType(ScalarType.STRING)))));
        String lines = """
                {"v": [1.50, 9007199254740993 ,null], "m": {"é": ["]", "\\u0022"], "x": null}}
                {"m":{},"v":[]}
                {"v": null, "m": "{}"}
                """;
        assertThat(rows(new NdJsonReader(
                        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "events", nested)))
                .containsExactly(
                        "1: [1.50, 9007199254740993 ,null]|{\"é\": [\"]\", \"\\u0022\"], \"x\": null}",
                        "2: []|{}",
                        "3: null|{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{\"id\": 1 # it is not valid JSON: Unexpected end-of-input: expected close marker for Object (at byte 9)",
                "{\"id\": 1] # it is not valid JSON: Unexpected close marker ']': expected '}' (at byte 9)",
                "[1] # it is not a JSON object",
                "{\"id\": [1]} # the value of 'id' is not text, a number, a truth value or null",
                "{\"id\": 1} 2 # something follows the JSON object",
                "{\"id\": 1, \"id\": 2} # it is not valid JSON: Duplicate field 'id'",
                "{\"amuont\": 1} # source 'payments' has no column 'amuont'. Did you mean 'amount'?"
            })
    void aMalformedLineIsRefusedWithItsNumber(String line, String reason) {
        assertThatThrownBy(() -> ndjson("{\"id\": 1}\n" + line + "\n"))
                .isInstanceOf(AsofException.class)
                .hasMessageStartingWith("Cannot read events, line 2: " + reason)
                .extracting(e -> ((AsofException) e).code())
                .isEqualTo(ErrorCode.INVALID_INPUT_FILE);
    }

    @Test
    void csvCellsKeepTheirBytes() {
        assertThat(csv("id,note,amount\r\n1,\"a,\"\"b\"\"\r\nc\",2.50\r\n2,,\"\"\n3,\u00fc,x"))
                .containsExactly("2: 1|2.50|a,\"b\"\r\nc", "4: 2||null", "5: 3|x|\u00fc");
    }

    @Test
    void csvBytesThatAreNoTextAreNotChanged() throws IOException {
        byte[] file = "note\nab\n".getBytes(StandardCharsets.UTF_8);
        file[6] = (byte) 0xff;

        EventBatch batch = new CsvReader(new ByteArrayInputStream(file), "events", COLUMNS)
                .next()
                .orElseThrow();

        assertThat(((BytesColumn) batch.columns().column("note")).bytes(0)).containsExactly('a', 0xff);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "id,amount|1 # events, line 2: it has 1 cell, and the first line names 2 columns",
                "id,amount|1,2|\"1,2 # events, line 3: a quote is never closed",
                "id,amount|1\"2,3 # events, line 2: a quote stands within a cell that has none around it",
                "id,amount|\"1\"2,3 # events, line 2: something follows the closing quote of a cell",
                "id,id # events, line 1: column 'id' stands twice",
                "id,nope # events, line 1: source 'payments' has no column 'nope'. Did you mean 'note'?"
            })
    void aMalformedCsvIsRefusedWithItsLine(String file, String message) {
        assertThatThrownBy(() -> csv(file.replace('|', '\n')))
                .isInstanceOf(AsofException.class)
                .hasMessageStartingWith("Cannot read " + message);
    }

    @Test
    void anEmptyCsvIsRefused() {
        assertThatThrownBy(() -> csv(""))
                .hasMessage("Cannot read events: it is empty; the first line has to name the columns.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1000, 1001, 2500})
    void batchesHoldEveryEventOnceAndInOrder(int events) {
        StringBuilder lines = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= events; i++) {
            lines.append("{\"id\": ").append(i).append("}\n");
            expected.add(i + ": " + i + "|null|null");
        }

        assertThat(ndjson(lines.toString())).isEqualTo(expected);
    }

    /** As in the quarantine and in messages, where files have no lines. */
    @Test
    void rowsOfAFileWithoutLinesCountFromZero(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("events.parquet");
        Schema schema = new Schema(List.of(new Field("note", ScalarType.STRING)));
        ColumnBuilder notes = new ColumnBuilder(ScalarType.STRING);
        for (int row = 0; row < 2500; row++) {
            notes.appendText("n" + row);
        }
        try (ParquetOutput output = ParquetOutput.create(file, schema)) {
            output.append(new ColumnBatch(schema, List.of(notes.build()), 2500));
            output.commit(Map.of());
        }

        List<String> rows = rows(new TableReader(ParquetFile.open(file), COLUMNS));

        assertThat(rows).hasSize(2500).startsWith("0: n0", "1: n1").endsWith("2499: n2499");
    }

    private static List<String> ndjson(String text) {
        return rows(
                new NdJsonReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "events", COLUMNS));
    }

    private static List<String> csv(String text) {
        try {
            return rows(
                    new CsvReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "events", COLUMNS));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> rows(EventReader reader) {
        List<String> rows = new ArrayList<>();
        try (reader) {
            for (var batch = reader.next(); batch.isPresent(); batch = reader.next()) {
                for (int row = 0; row < batch.get().size(); row++) {
                    rows.add(batch.get().places()[row] + ": " + row(batch.get(), row));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rows;
    }

    private static String row(EventBatch batch, int row) {
        String[] cells = batch.columns().columns().stream()
                .map(column -> cell(column, row))
                .toArray(String[]::new);
        return String.join("|", Arrays.asList(cells));
    }

    private static String cell(Column column, int row) {
        return column.isNull(row) ? "null" : ((BytesColumn) column).text(row);
    }
}
