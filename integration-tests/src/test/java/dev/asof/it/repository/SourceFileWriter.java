package dev.asof.it.repository;

import dev.asof.it.answer.Columns;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Row;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes rows of a source to Parquet files, some as the system writes them, with row groups of random size, and some as
 * others do. Each file has a column with a number of its
 * own beside the source's, so that no two files have the same content.
 */
public final class SourceFileWriter {
    private static final String FILE_NUMBER = "_file_number";

    private final ScenarioRepository repository;
    private final Dice dice;
    private int files;

    public SourceFileWriter(ScenarioRepository repository, Dice dice) {
        this.repository = repository;
        this.dice = dice;
    }

    /** The new file. */
    public Path write(Scenario scenario, List<Row> rows) {
        files++;
        Path file = repository.dataFolder(scenario).resolve(dice.one("a", "b", "z/y") + files + ".parquet");
        boolean hasLocalTimes = scenario.source().columns().stream()
                .anyMatch(column -> Columns.clock(column.name(), rows) == Clock.LOCAL);
        if (hasLocalTimes || dice.chance(40)) {
            new ForeignFile(scenario, dice).write(file, rows, FILE_NUMBER, files);
            return file;
        }
        try (ParquetOutput output = ParquetOutput.create(
                file, numbered(Columns.stored(scenario, List.of())).schema())) {
            for (List<Row> rowGroup : dice.batches(rows, dice.one(3, 20, 1_000))) {
                output.append(numbered(Columns.stored(scenario, rowGroup)));
            }
            output.commit(Map.of());
        }
        return file;
    }

    private ColumnBatch numbered(ColumnBatch batch) {
        long[] numbers = new long[batch.rowCount()];
        Arrays.fill(numbers, files);
        List<Field> fields = new ArrayList<>(batch.schema().fields());
        fields.add(new Field(FILE_NUMBER, ScalarType.INT64));
        List<Column> columns = new ArrayList<>(batch.columns());
        columns.add(new LongColumn(ScalarType.INT64, numbers));
        return new ColumnBatch(new Schema(fields), columns, batch.rowCount());
    }
}
