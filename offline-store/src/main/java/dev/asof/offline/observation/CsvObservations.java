package dev.asof.offline.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads asking rows from CSV; every column is text. */
final class CsvObservations {
    private static final int BATCH_ROWS = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
            .build();

    private final ObservationProblems problems;
    private final List<String> names;
    private final List<ColumnBatch> batches = new ArrayList<>();
    private int[] lines = new int[16];
    private int rowCount;
    private List<ColumnBuilder> builders;

    private CsvObservations(ObservationProblems problems, List<String> names) {
        this.problems = problems;
        this.names = names;
        this.builders = newBuilders();
    }

    static RawObservations read(Path path, ObservationProblems problems) {
        try (Reader reader = utf8(path);
                MappingIterator<@Nullable String[]> rows =
                        CSV.readerFor(String[].class).readValues(reader)) {
            if (!rows.hasNextValue()) {
                problems.add("it is empty; the first line must name the columns");
                problems.throwIfAny();
            }
            CsvObservations csv = new CsvObservations(problems, header(rows.nextValue(), problems));
            while (rows.hasNextValue()) {
                csv.add(
                        rows.nextValue(),
                        rows.getParser().currentTokenLocation().getLineNr());
            }
            return csv.finish();
        } catch (NoSuchFileException e) {
            throw new AsofException(
                    ErrorCode.UNKNOWN_NAME, "Cannot read " + path + ": there is no such file. Check the path.", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Reader utf8(Path path) throws IOException {
        return new InputStreamReader(
                Files.newInputStream(path),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static List<String> header(@Nullable String[] cells, ObservationProblems problems) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i] == null ? "" : cells[i];
            String name = i == 0 && cell.startsWith(BYTE_ORDER_MARK) ? cell.substring(1) : cell;
            if (name.isEmpty()) {
                problems.add("line 1: column " + (i + 1) + " has no name");
            } else if (!seen.add(name)) {
                problems.add("line 1: two columns are called '" + name + "'");
            }
            names.add(name);
        }
        problems.throwIfAny();
        return names;
    }

    private void add(@Nullable String[] cells, int line) {
        if (cells.length != names.size()) {
            problems.add("line " + line + ": there are " + cells.length + " cells where " + names.size()
                    + " columns are named");
            return;
        }
        for (int column = 0; column < cells.length; column++) {
            String cell = cells[column];
            if (cell == null) {
                builders.get(column).appendNull();
            } else {
                builders.get(column).appendText(cell);
            }
        }
        if (rowCount == lines.length) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        lines[rowCount++] = line;
        if (builders.getFirst().size() == BATCH_ROWS) {
            endBatch();
        }
    }

    private RawObservations finish() {
        endBatch();
        int[] lineOfRow = lines;
        return new RawObservations(schema(), batches, RawObservations.Typing.TEXT, row -> "line " + lineOfRow[row]);
    }

    private void endBatch() {
        int size = builders.getFirst().size();
        if (size > 0) {
            List<Column> columns = builders.stream().map(ColumnBuilder::build).toList();
            batches.add(new ColumnBatch(schema(), columns, size));
            builders = newBuilders();
        }
    }

    private Schema schema() {
        return new Schema(
                names.stream().map(name -> new Field(name, ScalarType.STRING)).toList());
    }

    private List<ColumnBuilder> newBuilders() {
        return Stream.generate(() -> new ColumnBuilder(ScalarType.STRING))
                .limit(names.size())
                .toList();
    }

    private static AsofException unreadable(Path path, IOException e) {
        if (e instanceof CharacterCodingException) {
            return new AsofException(
                    ErrorCode.INVALID_OBSERVATIONS,
                    "Cannot read observations " + path + ": it is not valid UTF-8. Save it as UTF-8.",
                    e);
        }
        if (e instanceof JsonProcessingException malformed) {
            return new AsofException(
                    ErrorCode.INVALID_OBSERVATIONS,
                    "Cannot read observations " + path + ": line "
                            + malformed.getLocation().getLineNr() + " is not CSV: "
                            + malformed.getOriginalMessage() + ".",
                    e);
        }
        return new AsofException(ErrorCode.IO_FAILED, "Cannot read " + path + ": " + e.getMessage() + ".", e);
    }
}
