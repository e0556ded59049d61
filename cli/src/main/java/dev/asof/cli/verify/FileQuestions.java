package dev.asof.cli.verify;

import dev.asof.offline.observation.EntityKeys;
import dev.asof.offline.observation.ObservationNeeds;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The questions of a file of observations. */
final class FileQuestions {
    private FileQuestions() {}

    /** The questions, with the service's key columns by their own names and types. */
    static ServiceQuestions read(Path file, ObservationOptions options, ObservationNeeds needs, Schema keyColumns) {
        Observations rows = Observations.read(file, options, needs);
        Map<String, String> columnOfKey = new HashMap<>();
        for (EntityKeys entity : needs.entities()) {
            entity.keys().names().forEach(key -> columnOfKey.put(key, options.columnOf(entity.entity(), key)));
        }
        List<ColumnBuilder> columns = keyColumns.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        for (ColumnBatch batch : rows.batches()) {
            ColumnBatch typed = ContractCheck.ofKeys(keyColumns)
                    .check(named(batch, columnOfKey, keyColumns))
                    .rows();
            for (int key = 0; key < columns.size(); key++) {
                for (int row = 0; row < typed.rowCount(); row++) {
                    columns.get(key).appendFrom(typed.column(key), row);
                }
            }
        }
        List<Column> built = columns.stream().map(ColumnBuilder::build).toList();
        return new ServiceQuestions(
                new ColumnBatch(keyColumns, built, rows.rowCount()), rows.asOf(), rows.knownAt(), rows.acceptedBy());
    }

    /** The key columns of a batch under the keys' names. */
    private static ColumnBatch named(ColumnBatch batch, Map<String, String> columnOfKey, Schema keyColumns) {
        List<Column> columns = new ArrayList<>();
        for (Field key : keyColumns.fields()) {
            columns.add(batch.column(Objects.requireNonNull(columnOfKey.get(key.name()))));
        }
        List<Field> fields = IntStream.range(0, columns.size())
                .mapToObj(i ->
                        new Field(keyColumns.field(i).name(), columns.get(i).type()))
                .toList();
        return new ColumnBatch(new Schema(fields), columns, batch.rowCount());
    }
}
