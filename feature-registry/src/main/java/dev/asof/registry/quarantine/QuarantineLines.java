package dev.asof.registry.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Quarantined rows as lines of JSON. A row of a file:
 *
 * <pre>
 * {"source":"payments","file":"data/p.parquet","sha256":"...","row":17,
 *  "violations":[{"column":"amount","reason":"MIN","message":"-3 is below the minimum 0"}],
 *  "types":{"amount":"int64"},"values":{"amount":"-3","note":null}}
 * </pre>
 *
 * <p>An ingested event has {@code producer} and {@code sequence} in place of the file's three, and
 * {@code quarantined_at_micros} where it is known. Types are those of values that did not come as text.
 */
final class QuarantineLines {
    /** Texts of any length were written, and are to be read. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private QuarantineLines() {}

    /** One row, with the line's end. */
    static byte[] write(QuarantinedRow row) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("source", row.source());
            writeOrigin(row.origin(), json);
            if (row.quarantinedAtMicros().isPresent()) {
                json.writeNumberField(
                        "quarantined_at_micros", row.quarantinedAtMicros().getAsLong());
            }
            writeViolations(row.violations(), json);
            writeCells(row.cells(), json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }

    private static void writeOrigin(QuarantineOrigin origin, JsonGenerator json) throws IOException {
        switch (origin) {
            case QuarantineOrigin.FileRow file -> {
                json.writeStringField("file", file.path());
                json.writeStringField("sha256", file.sha256());
                json.writeNumberField("row", file.row());
            }
            case QuarantineOrigin.IngestedEvent event -> {
                json.writeStringField("producer", event.producer());
                json.writeNumberField("sequence", event.sequence());
            }
        }
    }

    private static void writeViolations(List<QuarantinedRow.BrokenPromise> violations, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart("violations");
        for (QuarantinedRow.BrokenPromise promise : violations) {
            json.writeStartObject();
            json.writeStringField("column", promise.column());
            json.writeStringField("reason", promise.reason().name());
            json.writeStringField("message", promise.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCells(List<QuarantinedRow.Cell> cells, JsonGenerator json) throws IOException {
        writeTypes(cells, json);
        json.writeObjectFieldStart("values");
        for (QuarantinedRow.Cell cell : cells) {
            if (cell.text().isPresent()) {
                json.writeStringField(cell.column(), cell.text().get());
            } else {
                json.writeNullField(cell.column());
            }
        }
        json.writeEndObject();
    }

    private static void writeTypes(List<QuarantinedRow.Cell> cells, JsonGenerator json) throws IOException {
        List<QuarantinedRow.Cell> others = cells.stream()
                .filter(cell -> cell.type() != ScalarType.STRING && cell.text().isPresent())
                .toList();
        if (others.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("types");
        for (QuarantinedRow.Cell cell : others) {
            json.writeStringField(cell.column(), cell.type().displayName());
        }
        json.writeEndObject();
    }

    /**
     * Reads one line.
     *
     * @throws IOException if it is not such a line
     */
    static QuarantinedRow read(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            return new LineReader(json).read();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Reads the fields of one line, in any order. */
    private static final class LineReader {
        private final JsonParser json;
        private String source = "";
        private String file = "";
        private String sha256 = "";
        private long row;
        private String producer = "";
        private long sequence;
        private OptionalLong quarantinedAtMicros = OptionalLong.empty();
        private final List<QuarantinedRow.BrokenPromise> violations = new ArrayList<>();
        private final Map<String, DataType> types = new HashMap<>();
        private final Map<String, Optional<String>> texts = new LinkedHashMap<>();

        LineReader(JsonParser json) {
            this.json = json;
        }

        QuarantinedRow read() throws IOException {
            expect(JsonToken.START_OBJECT, json.nextToken());
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readField(json.currentName());
            }
            expect(JsonToken.END_OBJECT, json.currentToken());
            QuarantineOrigin origin = sha256.isEmpty()
                    ? new QuarantineOrigin.IngestedEvent(producer, sequence)
                    : new QuarantineOrigin.FileRow(file, sha256, row);
            return new QuarantinedRow(source, origin, quarantinedAtMicros, violations, cells());
        }

        private List<QuarantinedRow.Cell> cells() {
            List<QuarantinedRow.Cell> cells = new ArrayList<>();
            texts.forEach((column, text) ->
                    cells.add(new QuarantinedRow.Cell(column, types.getOrDefault(column, ScalarType.STRING), text)));
            return cells;
        }

        private void readField(String name) throws IOException {
            json.nextToken();
            switch (name) {
                case "source" -> source = json.getText();
                case "file" -> file = json.getText();
                case "sha256" -> sha256 = json.getText();
                case "row" -> row = json.getLongValue();
                case "producer" -> producer = json.getText();
                case "sequence" -> sequence = json.getLongValue();
                case "quarantined_at_micros" -> quarantinedAtMicros = OptionalLong.of(json.getLongValue());
                case "violations" -> readViolations();
                case "types" -> readTypes();
                case "values" -> readCells();
                default -> json.skipChildren();
            }
        }

        private void readViolations() throws IOException {
            expect(JsonToken.START_ARRAY, json.currentToken());
            while (json.nextToken() == JsonToken.START_OBJECT) {
                String column = "";
                String reason = "";
                String message = "";
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    String value = json.nextTextValue();
                    switch (name) {
                        case "column" -> column = value;
                        case "reason" -> reason = value;
                        case "message" -> message = value;
                        default -> json.skipChildren();
                    }
                }
                violations.add(new QuarantinedRow.BrokenPromise(column, Violation.Reason.valueOf(reason), message));
            }
        }

        private void readTypes() throws IOException {
            expect(JsonToken.START_OBJECT, json.currentToken());
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                String type = json.nextTextValue();
                types.put(name, DataType.named(type).orElseThrow(() -> new IOException("there is no type " + type)));
            }
        }

        private void readCells() throws IOException {
            expect(JsonToken.START_OBJECT, json.currentToken());
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                texts.put(name, Optional.ofNullable(json.nextTextValue()));
            }
        }

        private void expect(JsonToken expected, JsonToken found) throws IOException {
            if (found != expected) {
                throw new IOException("found " + found + " where " + expected + " should be");
            }
        }
    }
}
