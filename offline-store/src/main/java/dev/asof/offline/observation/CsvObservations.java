package dev.asof.offline.observation;

import dev.asof.offline.csv.CsvFile;
import dev.asof.offline.csv.CsvRecords;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads asking rows from CSV; every column is text. */
final class CsvObservations {
    private static final int BATCH_ROWS = 1 << 16;

    private final ObservationProblems problems;
    private final List<String> names;
    private final HeldBatches batches = new HeldBatches(0);
    private long[] lines = new long[16];
    private int rowCount;
    private List<ColumnBuilder> builders;

    private CsvObservations(ObservationProblems problems, List<String> names) {
        this.problems = problems;
        this.names = names;
        this.builders = newBuilders();
    }

    static RawObservations read(Path path, ObservationProblems problems) {
        try (CsvRecords records = new CsvRecords(Files.newInputStream(path), "observations " + path)) {
            CsvObservations csv = new CsvObservations(problems, records.columns());
            for (var cells = records.next(); cells.isPresent(); cells = records.next()) {
                Optional<String> wrong = records.wrongWidth(cells.get().size());
                if (wrong.isPresent()) {
                    problems.add("line " + records.line() + ": " + wrong.get());
                } else {
                    csv.add(cells.get(), records.line());
                }
            }
            return csv.finish();
        } catch (IOException e) {
            throw CsvFile.unreadable(path, e);
        }
    }

    private void add(List<byte @Nullable []> cells, long line) {
        for (int column = 0; column < cells.size(); column++) {
            byte[] cell = cells.get(column);
            if (cell == null) {
                builders.get(column).appendNull();
            } else {
                requireText(cell, column, line);
                builders.get(column).appendBytes(cell);
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

    /** Bytes that are no UTF-8 would come out as others. */
    private void requireText(byte[] cell, int column, long line) {
        if (!Arrays.equals(new String(cell, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), cell)) {
            problems.add(
                    "line " + line + ": column '" + names.get(column) + "' is not valid UTF-8; save the file as UTF-8");
        }
    }

    private RawObservations finish() {
        endBatch();
        long[] lineOfRow = lines;
        return new RawObservations(
                schema(), batches.all(), RawObservations.Typing.TEXT, row -> "line " + lineOfRow[row]);
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
        return names.stream().map(name -> new ColumnBuilder(ScalarType.STRING)).toList();
    }
}
