package dev.asof.it.life;

import dev.asof.it.answer.Columns;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Type;
import dev.asof.offline.output.RowsOutput;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the sources. One thread's. */
final class DataFiles {
    private final Path folder;
    private final Shop shop;
    private int written;

    DataFiles(Path folder, Shop shop) {
        this.folder = folder;
        this.shop = shop;
    }

    Path folder() {
        return folder;
    }

    static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new file, of a content that no other one has. */
    SourceRows write(String source, List<Row> rows) {
        Path path = nextPath(source);
        ColumnBatch batch = numbered(columns(source, rows));
        try (RowsOutput output = RowsOutput.create(TableFormat.PARQUET, path, batch.schema(), Map.of())) {
            if (!rows.isEmpty()) {
                append(output, batch);
            }
            output.commit();
        }
        return new SourceRows(source, path, rows);
    }

    private static void append(RowsOutput output, ColumnBatch batch) {
        try (RowsOutput.Part part = output.encode(batch)) {
            part.append();
        }
    }

    private Path nextPath(String source) {
        return created(folder.resolve(source)).resolve("f" + ++written + ".parquet");
    }

    /** Rows in the columns of their source. */
    ColumnBatch columns(String source, List<Row> rows) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String name : shop.columns(source)) {
            Column column = Columns.of(
                    Shop.type(name), rows.stream().map(row -> row.value(name)).toList());
            fields.add(new Field(name, column.type()));
            columns.add(column);
        }
        return new ColumnBatch(new Schema(fields), columns, rows.size());
    }

    private ColumnBatch numbered(ColumnBatch rows) {
        long[] numbers = new long[rows.rowCount()];
        Arrays.fill(numbers, written);
        Column column = Columns.of(Type.INT64, Arrays.stream(numbers).boxed().toList());
        List<Field> fields = new ArrayList<>(rows.schema().fields());
        fields.add(new Field("_file", column.type()));
        List<Column> columns = new ArrayList<>(rows.columns());
        columns.add(column);
        return new ColumnBatch(new Schema(fields), columns, rows.rowCount());
    }

    /** The same content under another name. */
    void copy(SourceRows file) {
        try {
            Files.copy(file.path(), nextPath(file.source()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file and its copies. */
    void delete(SourceRows gone) {
        try (Stream<Path> files = Files.list(gone.path().resolveSibling(""))) {
            byte[] content = Files.readAllBytes(gone.path());
            for (Path file : files.toList()) {
                if (Arrays.equals(Files.readAllBytes(file), content)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
