package dev.asof.cli.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.asof.registry.diagnostic.JsonProblem;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object a line; empty lines don't count. Numbers, truth values, arrays for lists and objects for maps go
 * on as they are written, so that nothing is rounded here. A batch ends early where the writer of a pipe pauses, so that events don't wait for others. A
 * malformed line is told of after the events before it were given.
 */
final class NdJsonReader implements EventReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Lines lines;
    private final String name;
    private final SourceColumns columns;
    private final BatchBuilder batch;
    private @Nullable AsofException malformed;

    NdJsonReader(InputStream in, String name, SourceColumns columns) {
        this.lines = new Lines(in, name);
        this.name = name;
        this.columns = columns;
        this.batch = new BatchBuilder(columns.names());
    }

    @Override
    public Optional<EventBatch> next() throws IOException {
        try {
            fill();
        } catch (AsofException e) {
            if (batch.isEmpty()) {
                throw e;
            }
            malformed = e;
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(batch.take());
    }

    private void fill() throws IOException {
        if (malformed != null) {
            throw malformed;
        }
        while (!batch.isFull() && (batch.isEmpty() || lines.isReady())) {
            Optional<byte[]> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            if (!isBlank(line.get())) {
                read(line.get());
            }
        }
    }

    private void read(byte[] line) throws IOException {
        String place = name + ", line " + lines.number();
        byte[] @Nullable [] cells = batch.noCells();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw SourceColumns.malformed(place, "it is not a JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                int column = columns.indexOf(json.currentName(), place);
                cells[column] = cell(column, json, line, place);
            }
            if (json.nextToken() != null) {
                throw SourceColumns.malformed(place, "something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw SourceColumns.malformed(
                    place, "it is not valid JSON: " + JsonProblem.reason(e) + at(e.getLocation()));
        }
        batch.add(cells, lines.number());
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " (at byte " + location.getColumnNr() + ")";
    }

    private byte @Nullable [] cell(int column, JsonParser json, byte[] line, String place) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (columns.isNested(column) && token != null && token.isStructStart()) {
            int start = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            return Arrays.copyOfRange(line, start, (int) json.currentLocation().getByteOffset());
        }
        if (token == null || !token.isScalarValue()) {
            throw SourceColumns.malformed(
                    place,
                    "the value of '" + columns.columns().get(column).name()
                            + "' is not text, a number, a truth value or null");
        }
        return json.getText().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
