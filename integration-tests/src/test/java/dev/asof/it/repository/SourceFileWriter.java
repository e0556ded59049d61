package dev.asof.it.repository;

import dev.asof.it.answer.Columns;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.offline.output.RowsOutput;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes rows of a source to files of its format, in parts of random size; Parquet some as the system writes it, and some as
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

    /** The new file, of a source of the scenario. */
    public Path write(Scenario scenario, Source source, List<Row> rows) {
        files++;
        TableFormat format = TableFormat.valueOf(scenario.format().name());
        String ending = dice.oneOf(format.endings());
        Path file = repository.dataFolder(source).resolve(dice.one("a", "b", "z/y") + files + ending);
        if (format == TableFormat.PARQUET && dice.chance(40)) {
            new ForeignFile(scenario, dice).write(file, rows, FILE_NUMBER, files);
            return file;
        }
        ColumnBatch all = numbered(Columns.stored(scenario, rows));
        try (RowsOutput output = RowsOutput.create(format, file, all.schema(), Map.of())) {
            List<Integer> numbers = IntStream.range(0, rows.size()).boxed().toList();
            for (List<Integer> part : dice.batches(numbers, dice.one(3, 20, 1_000))) {
                append(
                        output,
                        all.gather(part.stream().mapToInt(Integer::intValue).toArray()));
            }
            output.commit();
        }
        return file;
    }

    private static void append(RowsOutput output, ColumnBatch rows) {
        try (RowsOutput.Part part = output.encode(rows)) {
            part.append();
        }
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
